/* Names under actors: the same size on screen at any zoom, the important first, never one on another. */

const NAME_SIZE = 13;
const NAME_LINE = 15;
const FEW_NAMES = 80; // of more, none makes room for another: there it would take too long
const TRIES = 4_000; // places looked at for that, a frame

const overlaps = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/* Where a name may stand, best first: below its actor, and, where it can be seen whole, above, at its sides and corners. */
function standsFor({ x, y }, r, wide, tall) {
  const { clientWidth, clientHeight } = byId("drawing");
  const box = (left, top) => ({ x: left + wide / 2, left, right: left + wide, top, bottom: top + tall });
  const inside = ({ left, right, top, bottom }) => left >= 0 && right <= clientWidth && top >= 0 && bottom <= clientHeight;
  const [above, below] = [y - r - 3 - tall, y + r + 3];
  const aside = [0, 0.25, -0.25, 0.5, -0.5];
  const others = [
    ...aside.map((share) => box(x + (share - 0.5) * wide, above)),
    ...[0, 0.5, -0.5].flatMap((share) => [x + r + 5, x - r - 5 - wide].map((left) => box(left, y + (share - 0.5) * tall))),
    ...aside.slice(1).map((share) => box(x + (share - 0.5) * wide, below)),
  ];
  return [box(x - wide / 2, below), ...others.filter(inside)];
}

/* Where each name goes: boxes in the window's pixels. All that can stand below their actors do; of the rest, those
   that find room elsewhere; and, of few, those for which others make room. */
function placeNames(context, wanted, toWindow, scale, radius) {
  const shapes = wanted.map(({ actor, lit }) => {
    const { x, y } = toWindow(actor);
    const r = radius(actor) * scale;
    return { actor, lit, x, y, r, left: x - r, right: x + r, top: y - r, bottom: y + r };
  });
  const stands = wanted.map(({ actor, lit, bold }, number) => {
    context.font = nameFont(bold);
    const wide = Math.max(...actors[actor].lines.map((line) => context.measureText(line).width));
    const covers = (box) => shapes.some((other) => other.actor !== actor && (other.lit || !lit) && overlaps(box, other));
    const all = standsFor(shapes[number], shapes[number].r, wide, NAME_LINE * actors[actor].lines.length);
    return { first: all[0], below: covers(all[0]) ? [] : [all[0]], free: () => all.filter((box) => !covers(box)) };
  });
  const placed = new Map();
  let tries = TRIES;
  const set = (number, boxes, moves) => {
    for (const box of boxes) {
      if (moves && (tries -= 1) < 0) return false;
      const others = [...placed].filter(([, other]) => overlaps(box, other)).map(([other]) => other);
      if (others.length > moves || others.some((other) => wanted[other].bold)) continue;
      const before = new Map(placed);
      for (const other of others) placed.delete(other);
      placed.set(number, { ...wanted[number], ...box });
      if (others.every((other) => set(other, freeOf(other), moves - 1))) return true;
      placed.clear();
      for (const [other, box_] of before) placed.set(other, box_);
    }
    return false;
  };
  const known = new Map();
  const freeOf = (number) => {
    if (!known.has(number)) known.set(number, stands[number].free());
    return known.get(number);
  };
  wanted.forEach(({ bold }, number) => {
    if (!set(number, stands[number].below, 0) && bold) placed.set(number, { ...wanted[number], ...stands[number].first });
  });
  for (const moves of wanted.length <= FEW_NAMES ? [0, 1, 2] : [0]) {
    wanted.forEach((_, number) => {
      if (!placed.has(number)) set(number, freeOf(number), moves);
    });
  }
  return wanted.map((_, number) => placed.get(number)).filter(Boolean);
}

const nameFont = (bold) => `${bold ? 650 : 500} ${NAME_SIZE}px ${paint.face}`;

function drawNames(context, placed) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paint.ground;
  for (const { actor, bold, lit, x, top } of placed) {
    context.font = nameFont(bold);
    context.fillStyle = lit || bold ? paint.ink : paint.dim;
    actors[actor].lines.forEach((line, number) => {
      context.strokeText(line, x, top + number * NAME_LINE);
      context.fillText(line, x, top + number * NAME_LINE);
    });
  }
}
