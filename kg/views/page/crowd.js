/* Boxes in the window that are found again by where they are: each is kept in the cells that it touches. */

const CELL = 64; // pixels
const FAR = 1 << 20; // more cells than a window has from its corner to whatever is drawn

class Crowd {
  constructor() {
    this.cells = new Map();
  }

  add(box) {
    for (const cell of cellsOf(box)) {
      const there = this.cells.get(cell);
      if (there) there.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  /* Whether the box overlaps one that is there and counts. */
  meets(box, counts) {
    for (const cell of cellsOf(box)) {
      for (const other of this.cells.get(cell) ?? []) if (overlaps(box, other) && counts(other)) return true;
    }
    return false;
  }
}

const overlaps = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

function cellsOf({ left, right, top, bottom }) {
  const cells = [];
  const [first, last] = [Math.floor(left / CELL), Math.floor(right / CELL)];
  for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) {
    for (let column = first; column <= last; column += 1) cells.push(row * FAR + column);
  }
  return cells;
}
