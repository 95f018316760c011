/* Names under actors: the same size on screen at any zoom, the important first, never one on another. */

const NARROW = 480; // pixels: the names of a narrower drawing are smaller, to have room
let nameSize = 13;
let nameLine = 15;
const FEW_NAMES = 80; // of more, none makes room for another: there it would take too long
const TRIES = 4_000; // places looked at for that, a frame
const NAME_GAP = 3; // pixels at either end, so that no name reads on into another
const LEADING = 12; // of many, so many of the first are named over the dots of the others

/* Where a name may stand, best first: below its actor, and, where it can be seen whole, above, at its sides and corners. */
function standsFor({ x, y, r }, wide, tall, { clientWidth, clientHeight }) {
  const box = (left, top) => ({ x: left + wide / 2, left, right: left + wide, top, bottom: top + tall });
  const inside = ({ left, right, top, bottom }) => left >= 0 && right <= clientWidth && top >= 0 && bottom <= clientHeight;
  const [above, below] = [y - r - 3 - tall, y + r + 3];
  const aside = [0, 0.25, -0.25, 0.5, -0.5];
  const others = () => [
    ...aside.map((share) => box(x + (share - 0.5) * wide, above)),
    ...[0, 0.5, -0.5].flatMap((share) => [x + r + 5, x - r - 5 - wide].map((left) => box(left, y + (share - 0.5) * tall))),
    ...aside.slice(1).map((share) => box(x + (share - 0.5) * wide, below)),
  ];
  const within = x >= 0 && x <= clientWidth; // then its name is too, as far as it goes
  const first = box(within ? Math.max(0, Math.min(x - wide / 2, clientWidth - wide)) : x - wide / 2, below);
  return { first, all: () => [first, ...others().filter(inside)] };
}

/* Where each name goes: boxes in the window's pixels. All that can stand below their actors do; of the rest, those
   that find room elsewhere; and, of few, those for which others make room. `taken` is what they stand on only where
   they would have no place otherwise: arrow heads, and lines where there are few. */
function placeNames(context, wanted, toWindow, scale, radius, taken = []) {
  const { clientWidth, clientHeight } = byId("drawing");
  sizeNames(clientWidth < NARROW ? 11 : 13);
  const few = wanted.length <= FEW_NAMES;
  const seen = ({ left, right, top, bottom }) => few || (right > 0 && bottom > 0 && left < clientWidth && top < clientHeight);
  const crowd = new Crowd(); // dots, and, of many, names
  for (const box of taken) crowd.add({ ...box, taken: true });
  let sparing = taken.length > 0; // what is taken
  const stands = wanted.map(({ actor, lit, bold }, number) => {
    const leads = !few && number < LEADING;
    const [{ x, y }, r] = [toWindow(actor), radius(actor) * scale];
    const dot = { actor, lit, leads, x, y, r, left: x - r, right: x + r, top: y - r, bottom: y + r };
    if (seen(dot)) crowd.add(dot);
    const covers = (box) => !seen(box) || crowd.meets(box, (other) => (other.taken ? sparing : other.name || (other.actor !== actor && (leads ? other.leads : other.lit || !lit))));
    const { first, all } = standsFor(dot, widthOf(context, actor, bold) + 2 * NAME_GAP, nameLine * actors[actor].lines.length, { clientWidth, clientHeight });
    return { first, below: () => (covers(first) ? [] : [first]), free: () => all().filter((box) => !covers(box)) };
  });
  const placed = new Map();
  let tries = TRIES;
  const put = (number, box) => {
    placed.set(number, { ...wanted[number], ...box });
    if (!few) crowd.add({ ...box, name: true });
  };
  const set = (number, boxes, moves) => {
    for (const box of boxes) {
      if (moves && (tries -= 1) < 0) return false;
      const others = few ? [...placed].filter(([, other]) => overlaps(box, other)).map(([other]) => other) : [];
      if (others.length > moves || others.some((other) => wanted[other].bold)) continue;
      const before = new Map(placed);
      for (const other of others) placed.delete(other);
      put(number, box);
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
    if (set(number, stands[number].below(), 0)) return;
    if (bold) put(number, stands[number].first);
    else if (!few && number < LEADING) set(number, freeOf(number), 0); // before the smaller take what is left
  });
  const rest = () => {
    for (const moves of few ? [0, 1, 2] : [0]) {
      wanted.forEach((_, number) => {
        if (!placed.has(number)) set(number, freeOf(number), moves);
      });
    }
  };
  rest();
  if (sparing && placed.size < wanted.length) {
    sparing = false;
    known.clear();
    rest();
  }
  return wanted.map((_, number) => placed.get(number)).filter(Boolean);
}

const widths = { true: [], false: [] };

function sizeNames(size) {
  if (size === nameSize) return;
  [nameSize, nameLine] = [size, size + 2];
  Object.assign(widths, { true: [], false: [] });
}

/* The width of an actor's name, measured once. */
function widthOf(context, actor, bold) {
  const known = widths[bold];
  if (known[actor] === undefined) {
    context.font = nameFont(bold);
    known[actor] = Math.max(...actors[actor].lines.map((line) => context.measureText(line).width));
  }
  return known[actor];
}

const nameFont = (bold) => `${bold ? 650 : 500} ${nameSize}px ${paint.face}`;

function drawNames(context, placed) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paint.ground;
  let font = null;
  for (const { actor, bold, lit, x, top } of placed) {
    if (font !== bold) context.font = nameFont(bold); // to set it takes as long as to write a name
    font = bold;
    context.fillStyle = lit || bold ? paint.ink : paint.dim;
    actors[actor].lines.forEach((line, number) => {
      context.strokeText(line, x, top + number * nameLine);
      context.fillText(line, x, top + number * nameLine);
    });
  }
}
