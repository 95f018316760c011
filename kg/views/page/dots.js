/* The dots of the drawing: an actor each, in the outline of its type, as large as the chosen measure says. */

const LARGEST = 24; // as in legibility.py, which keeps room for it
const SMALLEST = 9;
const HALO = 7; // the ground around a dot, half of it below the dot
const DOT_REACH = 3; // pixels from a dot at which the pointer is on it

const radii = new Map();

function radiusOf(actor) {
  if (!radii.has(state.size)) radii.set(state.size, radiiBy(state.size));
  return radii.get(state.size)[actor];
}

function radiiBy(measure) {
  if (measure < 0) return actors.map(() => (SMALLEST + LARGEST) / 2);
  const scores = actors.map((actor) => Math.max(actor.scores[measure][1], 0));
  const highest = scores.reduce((top, score) => Math.max(top, score), 0);
  return scores.map((score) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(highest ? score / highest : 0));
}

/* The dots as one path around all of them and one for each colour and outline, made when first drawn. */
let dots = null;
let tones = new Map();

function renewDots(focus_) {
  dots = null;
  tones = new Map([...view.drawn].map((actor) => [actor, !focus_ || focus_.actors.has(actor) ? colourKey(actor) : "pale"]));
}

function gathered() {
  const around = new Path2D();
  const fills = new Map();
  for (const [actor, tone] of tones) {
    const shape = outline(actors[actor].type);
    const key = `${tone} ${shape}`;
    if (!fills.has(key)) fills.set(key, { tone, path: new Path2D() });
    const placed = placedDot(actor);
    around.addPath(...placed);
    fills.get(key).path.addPath(...placed);
  }
  return { around, fills: [...fills.values()] };
}

function placedDot(actor) {
  const [{ x, y }, radius] = [nodes[actor], radiusOf(actor)];
  return [outlines[outline(actors[actor].type)], { a: radius, b: 0, c: 0, d: radius, e: x, f: y }];
}

function drawDots(context) {
  dots ??= gathered();
  context.save();
  Object.assign(context, { lineJoin: "round", lineWidth: HALO, strokeStyle: paint.ground });
  context.stroke(dots.around);
  for (const { tone, path } of dots.fills) {
    context.fillStyle = paint[tone];
    context.fill(path);
  }
  Object.assign(context, { lineWidth: 2.5, strokeStyle: paint.ink });
  for (const actor of tones.keys()) {
    if (!standsOut(actor)) continue;
    const ring = new Path2D();
    ring.addPath(...placedDot(actor));
    context.stroke(ring);
  }
  context.restore();
}

/* The actor whose dot is nearest to a point of the drawing, if the point is on it. */
function dotAt({ x, y }, reach) {
  let [best, nearest] = [null, Infinity];
  for (const actor of tones.keys()) {
    const away = Math.hypot(nodes[actor].x - x, nodes[actor].y - y);
    if (away <= radiusOf(actor) + reach && away < nearest) [best, nearest] = [actor, away];
  }
  return best;
}
