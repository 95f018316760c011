/* The lines of the drawing: how each looks, drawn with one stroke for all that look alike, and which one lies at a
   point. vis-network would keep an object of options for each and stroke them one by one, at ten times the time. */

const LOOP = 18; // the radius of a line from an actor to itself
const REACH = 8; // pixels from a line at which the pointer is on it
const HEADS = { arrow: 0.55, bar: 0.7, circle: 0.4, diamond: 0.4 }; // shares of 15, and three widths of the line more

/* The lines that are drawn, in the order of their numbers, each with its look. */
let looks = [];
/* The same as strokes and fills, made when first drawn. */
let batches = null;

function renewLines(all, focus) {
  looks = [];
  batches = null;
  for (const line of all) {
    if (!view.drawn.has(line.a) || !view.drawn.has(line.b)) continue;
    const look = lookOf(line, focus);
    if (look) looks.push(look);
  }
  placeTags(looks);
}

const TAG = { wide: 16, tall: 26, above: 14 }; // of a letter, and above the line, in units of the drawing
const SHARES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];

/* What a comparison says stands at the middle of its line, or aside of it along the line where another such mark
   stands, or an actor and its name. */
function placeTags(some) {
  const crowd = new Crowd();
  for (const actor of view.changes.size ? view.drawn : []) {
    const [{ x, y }, r] = [nodes[actor], radiusOf(actor)];
    crowd.add({ left: x - r, right: x + r, top: y - r, bottom: y + r + TAG.tall });
  }
  for (const look of some) {
    if (!look.label) continue;
    const { loop, from, bow, to, middle } = courseOf(look.line);
    const half = 5 + (look.label.length * TAG.wide) / 2;
    const at = ({ x, y }) => ({ x, y: y - TAG.above, left: x - half, right: x + half, top: y - TAG.above - TAG.tall / 2, bottom: y - TAG.above + TAG.tall / 2 });
    const places = loop ? [at(middle)] : SHARES.map((share) => at(on(from, bow, to, share)));
    look.tag = places.find((box) => !crowd.meets(box, () => true)) ?? places[0];
    crowd.add(look.tag);
  }
}

/* How a line looks, or null where none of its statements is shown. */
function lookOf(line, focus) {
  const shown = line.statements.filter((each) => view.passing.has(each));
  if (!shown.length) return null;
  const lit = !focus || focus.has(line);
  const differs = view.changes.size ? changeOf(shown) : UNCHANGED;
  const itself = line.a === line.b;
  const pointsAt = (actor) => shown.some((each) => each.object === actor && (itself || each.subject !== actor) && !relationOf(each).symmetric);
  const step = lit && focus?.goes; // of a path: its arrows are the steps', whichever way the statements run
  return {
    line,
    lit,
    tone: lit ? SIGNS[line.sign].colour : "pale",
    width: Math.min(5, 1 + Math.sqrt(shown.length)) * (focus && lit ? 1.25 : 0.85) * (differs.whole ? 1.5 : 1),
    dashes: differs.whole === "goes" ? [2, 5] : shown.some(isActual) ? null : [7, 5],
    opacity: lit ? (focus || differs.told ? 1 : state.compare ? 0.3 : 0.8) : 0.55,
    label: differs.told || undefined,
    to: step ? step(line.a, line.b) : pointsAt(line.b),
    from: step ? step(line.b, line.a) : !itself && pointsAt(line.a),
  };
}

const UNCHANGED = { whole: null, told: "" };

/* What becomes of a line: whether all of it appears or goes, and how many of its statements do. */
function changeOf(shown) {
  const counts = { appears: 0, goes: 0 };
  for (const each of shown) if (view.changes.has(each)) counts[view.changes.get(each)] += 1;
  const told_ = Object.keys(counts).filter((each) => counts[each]);
  const whole_ = told_.length === 1 && counts[told_[0]] === shown.length ? told_[0] : null;
  return { whole: whole_, told: told_.map((each) => `${CHANGES[each].mark}${whole_ ? "" : counts[each]}`).join(" ") };
}

/* What is drawn of the lines, in plain values. */
const drawnLines = () =>
  looks.map(({ line, lit, width, dashes, opacity, label, tag, to, from }) => ({ ...line, lit, dashed: Boolean(dashes), dashes, width, opacity, label, tag, to, from }));

/* Below the actors: what is pale first. */
function drawLines(context) {
  batches ??= batched();
  context.save();
  context.lineCap = "butt";
  for (const { tone, width, dashes, opacity, path } of batches.strokes) {
    context.globalAlpha = opacity;
    context.strokeStyle = paint[tone];
    context.lineWidth = width;
    context.setLineDash(dashes ?? []);
    context.stroke(path);
  }
  context.restore();
}

/* Above the actors: arrow heads, the marks of the signs, and what a comparison says. */
function drawMarks(context) {
  context.save();
  for (const { tone, opacity, path } of batches.fills) {
    context.globalAlpha = opacity;
    context.fillStyle = paint[tone];
    context.fill(path);
  }
  Object.assign(context, { globalAlpha: 1, font: `26px ${paint.face}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3, strokeStyle: paint.ground, fillStyle: paint.ink });
  for (const { label, tag } of looks) {
    if (!label) continue;
    context.strokeText(label, tag.x, tag.y);
    context.fillText(label, tag.x, tag.y);
  }
  context.restore();
}

function batched() {
  const strokes = new Map();
  const fills = new Map();
  const batch = (map, key, look) => {
    if (!map.has(key)) map.set(key, { ...look, path: new Path2D() });
    return map.get(key).path;
  };
  for (const look of looks) {
    const { line, tone, width, dashes, opacity } = look;
    const course = courseOf(line);
    trace(batch(strokes, `${tone} ${opacity} ${width} ${dashes}`, look), course);
    const { mark } = SIGNS[line.sign];
    if (mark || look.to || look.from) trim(batch(fills, `${tone} ${opacity}`, look), look, course, mark);
  }
  const paleFirst = (map) => [...map.values()].sort((one, other) => one.lit - other.lit);
  return { strokes: paleFirst(strokes), fills: paleFirst(fills) };
}

/* Where a line goes: its ends, the control point between them, its middle and the way it points there. */
function courseOf(line) {
  const [from, to] = [nodes[line.a], nodes[line.b]];
  if (line.a === line.b) {
    const loop = loopAt(from, line.ring, 1);
    return { loop, middle: loop.middle, angle: Math.PI / 4 };
  }
  const bow = bowed(from, to, line.bend);
  const middle = on(from, bow, to, line.share);
  return { from, bow, to, middle, angle: angleOn(from, bow, to, line.share), room: roomOf(line, from, to) };
}

const angleOn = (from, bow, to, share) =>
  Math.atan2(share * (to.y - bow.y) + (1 - share) * (bow.y - from.y), share * (to.x - bow.x) + (1 - share) * (bow.x - from.x));

/* How large a mark may be beside the marks of the lines next to it, every third of which is as far along. */
const roomOf = ({ apart }, from, to) => (apart ? Math.max(5, 1.2 * apart * Math.hypot(to.x - from.x, to.y - from.y)) : Infinity);

/* Where a line from an actor to itself comes back to the actor's border, and the way an arrow of this size points. */
function backAt({ x, y, r }, actor, radius, size) {
  const away = Math.hypot(x - actor.x, y - actor.y);
  const share = (away ** 2 + r ** 2 - radius ** 2) / (2 * away * r);
  const turn = Math.atan2(actor.y - y, actor.x - x) - Math.acos(Math.max(-1, Math.min(1, share)));
  return { x: x + r * Math.cos(turn), y: y + r * Math.sin(turn), angle: turn + Math.PI / 2 - size / (2 * r) };
}

/* A line from an actor to itself: a circle beside it, and around the smaller one before it. */
function loopAt({ x, y }, ring, scale) {
  const r = LOOP * (1 + ring / 2) * scale;
  const off = (r + LOOP * (Math.SQRT2 - 1) * scale) * Math.SQRT1_2;
  const far = off + r * Math.SQRT1_2;
  return { x: x + off, y: y - off, r, middle: { x: x + far, y: y - far } };
}

function trace(path, { loop, from, bow, to }) {
  if (loop) {
    path.moveTo(loop.x + loop.r, loop.y);
    path.arc(loop.x, loop.y, loop.r, 0, 2 * Math.PI);
    return;
  }
  path.moveTo(from.x, from.y);
  if (bow.x * 2 === from.x + to.x && bow.y * 2 === from.y + to.y) path.lineTo(to.x, to.y);
  else path.quadraticCurveTo(bow.x, bow.y, to.x, to.y);
}

/* The heads of a line, and the mark of its sign in the middle. Filling closes them; to close each would measure the
   whole path every time. */
function trim(path, { line, width, to, from }, course, mark) {
  const long = (head) => 15 * HEADS[head] + 3 * width;
  const polygon = ({ x, y }, angle, ...points) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    points.forEach(([along, aside], place) => path[place ? "lineTo" : "moveTo"](x + along * cos - aside * sin, y + along * sin + aside * cos));
  };
  const arrow_ = (start, end, actor) => {
    const size = long("arrow");
    const tip = course.loop ? backAt(course.loop, nodes[actor], radiusOf(actor), size) : borderOf(start, course.bow, end, radiusOf(actor));
    polygon(tip, tip.angle, [0, 0], [-size, 0.3 * size], [-0.9 * size, 0], [-size, -0.3 * size]);
  };
  if (to) arrow_(course.from, course.to, line.b);
  if (from) arrow_(course.to, course.from, line.a);
  if (!mark) return;
  const { middle, angle } = course;
  const size = Math.min(long(mark), course.room ?? Infinity);
  if (mark === "bar") polygon(middle, angle, [-0.075 * size, -0.5 * size], [0.075 * size, -0.5 * size], [0.075 * size, 0.5 * size], [-0.075 * size, 0.5 * size]);
  else if (mark === "diamond") polygon(middle, angle, [-0.5 * size, 0], [0, -0.3 * size], [0.5 * size, 0], [0, 0.3 * size]);
  else {
    path.moveTo(middle.x + 0.4 * size, middle.y);
    path.arc(middle.x, middle.y, 0.4 * size, 0, 2 * Math.PI);
  }
}

/* Where a line comes to the border of the actor it ends at, and the way it points there. */
function borderOf(start, bow, end, radius) {
  const away = ({ x, y }) => Math.hypot(end.x - x, end.y - y);
  let share = Math.max(0, 1 - radius / Math.max(away(bow) * 2, 1));
  for (let step = 0; step < 3; step += 1) share = Math.max(0, 1 - ((1 - share) * radius) / Math.max(away(on(start, bow, end, share)), 1e-6));
  const tip = on(start, bow, end, share);
  const [dx, dy] = [share * (end.x - bow.x) + (1 - share) * (bow.x - start.x), share * (end.y - bow.y) + (1 - share) * (bow.y - start.y)];
  return { ...tip, angle: Math.atan2(dy, dx) };
}

const FEW_HEADS = 40; // of more lines that stand out, names have no place without their heads
const FEW_LINES = 12; // of more, none without the lines

/* Boxes in the window that names keep off: what a comparison says, the heads of what stands out, and, of few, the lines themselves. */
function takenByLines(scale) {
  const out = looks.filter(({ lit }) => lit);
  const tags = looks.filter(({ label }) => label).map(({ tag: { left, right, top, bottom } }) => {
    const [one, other] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    return { left: one.x, right: other.x, top: one.y, bottom: other.y };
  });
  if (out.length > FEW_HEADS) return tags;
  const around = (point, half) => {
    const { x, y } = network.canvasToDOM(point);
    return { left: x - half, right: x + half, top: y - half, bottom: y + half };
  };
  const ends = out.flatMap(({ line, width, to, from }) => {
    const { loop, from: start, bow, to: end } = courseOf(line);
    if (loop) return [];
    const size = 15 * HEADS.arrow + 3 * width;
    const head = (one, other, actor) => {
      const { x, y, angle } = borderOf(one, bow, other, radiusOf(actor));
      return around({ x: x - (size / 2) * Math.cos(angle), y: y - (size / 2) * Math.sin(angle) }, (size / 2) * scale);
    };
    const heads = [...(to ? [head(start, end, line.b)] : []), ...(from ? [head(end, start, line.a)] : [])];
    const along = out.length > FEW_LINES ? [] : Array.from({ length: 19 }, (_, place) => around(on(start, bow, end, (place + 1) / 20), 2));
    return [...heads, ...along];
  });
  return [...tags, ...ends];
}

/* The line nearest to a point of the drawing, if it is within reach, the upper one first. */
function lineAt(point, reach) {
  let best = null;
  let least_ = reach;
  for (const { line } of looks) {
    const course = courseOf(line);
    if (isFar(course, point, least_)) continue;
    const away = distanceTo(course, point);
    if (away <= least_) [best, least_] = [line, away];
  }
  return best;
}

/* Whether the point is further from all that a line goes through. */
function isFar({ loop, from, bow, to }, { x, y }, reach) {
  if (loop) return Math.hypot(x - loop.x, y - loop.y) > loop.r + reach;
  return (
    x < Math.min(from.x, bow.x, to.x) - reach ||
    x > Math.max(from.x, bow.x, to.x) + reach ||
    y < Math.min(from.y, bow.y, to.y) - reach ||
    y > Math.max(from.y, bow.y, to.y) + reach
  );
}

/* The distance to a line, taken as eight straight pieces. */
function distanceTo({ loop, from, bow, to }, { x, y }) {
  if (loop) return Math.abs(Math.hypot(x - loop.x, y - loop.y) - loop.r);
  let least_ = Infinity;
  let start = from;
  for (let piece = 1; piece <= 8; piece += 1) {
    const end = on(from, bow, to, piece / 8);
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const along = Math.max(0, Math.min(1, ((x - start.x) * dx + (y - start.y) * dy) / (dx * dx + dy * dy || 1)));
    least_ = Math.min(least_, Math.hypot(x - start.x - along * dx, y - start.y - along * dy));
    start = end;
  }
  return least_;
}
