/* Names under actors: the same size on screen at any zoom, the important first, never one on another. */

const NAME_SIZE = 13;
const NAME_LINE = 15;

const overlaps = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/* Where each name goes: boxes in the window's pixels, leaving out those there is no room for. */
function placeNames(context, wanted, toWindow, scale, radius) {
  const taken = wanted.map(({ actor, lit }) => {
    const { x, y } = toWindow(actor);
    const r = radius(actor) * scale;
    return { actor, lit, left: x - r, right: x + r, top: y - r, bottom: y + r };
  });
  const placed = [];
  for (const { actor, bold, lit } of wanted) {
    context.font = nameFont(bold);
    const text = actors[actor].lines;
    const half = Math.max(...text.map((line) => context.measureText(line).width)) / 2;
    const { x, y } = toWindow(actor);
    const top = y + radius(actor) * scale + 3;
    const box = { actor, bold, lit, x, left: x - half, right: x + half, top, bottom: top + NAME_LINE * text.length };
    const inTheWay = (other) => other.actor !== actor && (other.lit || !lit) && overlaps(box, other);
    if (!bold && taken.some(inTheWay)) continue;
    taken.push(box);
    placed.push(box);
  }
  return placed;
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
