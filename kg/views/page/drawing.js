/* The drawing: vis-network shows what state.js says; positions come with the page and never change. */

const LARGEST = 24; // as in legibility.py, which keeps room for it
const SMALLEST = 9;

let network;
let nodeSet;
let lineSet;
let lines = [];
let hovered = null;
let named = [];

const highestScores = [];

function highestScore(measure) {
  highestScores[measure] ??= actors.reduce((top, each) => Math.max(top, each.scores[measure][1]), 0);
  return highestScores[measure];
}

function radiusOf(actor) {
  if (state.size < 0) return (SMALLEST + LARGEST) / 2;
  const highest = highestScore(state.size);
  const share = highest ? Math.max(actors[actor].scores[state.size][1], 0) / highest : 0;
  return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share);
}

const lineSets = new Map();

function startDrawing() {
  nodeSet = new vis.DataSet([]);
  lineSet = new vis.DataSet([]);
  network = new vis.Network(
    byId("drawing"),
    { nodes: nodeSet, edges: lineSet },
    {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 1 },
      interaction: {
        hover: true,
        hoverConnectedEdges: false,
        selectConnectedEdges: false,
        tooltipDelay: 1e9,
        keyboard: false,
        multiselect: false,
        dragNodes: false,
        zoomSpeed: 0.6,
      },
      nodes: { fixed: true, chosen: false },
      edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    },
  );
  network.on("click", clicked);
  network.on("hoverNode", ({ node, pointer }) => hover({ actor: node }, pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => hover({ line: lines[edge] }, pointer.DOM));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => hover(null));
  byId("drawing").addEventListener("pointerleave", () => hover(null));
  network.on("afterDrawing", drawAllNames);
  onChange.push(redraw);
}

/* An actor: the outline of its type, as large as the chosen measure says. */
function renderer({ ctx, id, x, y }) {
  const size = radiusOf(id);
  return {
    nodeDimensions: { width: 2 * size, height: 2 * size },
    drawNode() {
      const focus = inFocus();
      const lit = !focus || focus.actors.has(id);
      const chosen = state.selected?.kind === "actor" && state.selected.actor === id;
      const shape = outlines[outline(actors[id].type)];
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(size, size);
      ctx.lineJoin = "round";
      ctx.lineWidth = 7 / size;
      ctx.strokeStyle = paint.ground;
      ctx.stroke(shape);
      ctx.fillStyle = lit ? paint[colourKey(id)] : paint.pale;
      ctx.fill(shape);
      if (chosen || hovered?.actor === id) {
        ctx.lineWidth = 2.5 / size;
        ctx.strokeStyle = paint.ink;
        ctx.stroke(shape);
      }
      ctx.restore();
    },
  };
}

/* What is drawn of the lines, once more in plain values. */
const drawnLines = () =>
  lineSet
    .get({ order: "id" })
    .map(({ id, dashes, width, color, arrows, label }) => ({
      ...lines[id],
      dashed: Boolean(dashes),
      dashes,
      width,
      label,
      opacity: color.opacity,
      to: arrows.to.enabled,
      from: arrows.from.enabled,
    }));

function redraw() {
  const focus = inFocus();
  if (!lineSets.has(state.lines)) lineSets.set(state.lines, linesFor(LINES[state.lines]));
  if (lines !== lineSets.get(state.lines)) {
    lines = lineSets.get(state.lines);
    lineSet.clear();
  }
  renew(nodeSet, [...view.drawn].map((id) => ({ id, x: nodes[id].x, y: nodes[id].y, shape: "custom", ctxRenderer: renderer, size: radiusOf(id) })));
  renew(lineSet, lines.filter(({ a, b }) => view.drawn.has(a) && view.drawn.has(b)).map((line) => drawnLine(line, focus)).filter(Boolean));
  tellPartly();
  byId("empty").hidden = view.statements.length > 0;
}

/* The set with these items and no others. */
function renew(set, items) {
  const there = new Set(items.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !there.has(id)));
  set.update(items);
}

/* What the drawing leaves out, and what reaches it nevertheless. */
function tellPartly() {
  const left = view.actors.size - view.drawn.size;
  byId("partly").hidden = !left;
  if (left) byId("partly").textContent = `Drawn: ${view.drawn.size.toLocaleString("en")} of the ${many(view.actors.size, "actor")} shown, the best connected first; ${left.toLocaleString("en")} are left out. Search, filters, paths and table reach all.`;
}

/* What becomes of a line: whether all of it appears or goes, and how many of its statements do. */
function changeOf(shown) {
  const counts = { appears: 0, goes: 0 };
  for (const each of shown) if (view.changes.has(each)) counts[view.changes.get(each)] += 1;
  const told_ = Object.keys(counts).filter((each) => counts[each]);
  const whole_ = told_.length === 1 && counts[told_[0]] === shown.length ? told_[0] : null;
  return { whole: whole_, told: told_.map((each) => `${CHANGES[each].mark}${whole_ ? "" : counts[each]}`).join(" ") };
}

function drawnLine(line, focus) {
  const shown = line.statements.filter((each) => view.passing.has(each));
  if (!shown.length) return null;
  const lit = !focus || focus.has(line);
  const differs = changeOf(shown);
  const { colour, mark } = SIGNS[line.sign];
  const one_way = shown.filter((each) => !relationOf(each).symmetric);
  const tone = lit ? paint[colour] : paint.pale;
  const head = (from) => ({
    enabled: one_way.some((each) => each.subject === from),
    scaleFactor: 0.55,
  });
  return {
    id: line.id,
    from: line.a,
    to: line.b,
    width: Math.min(5, 1 + Math.sqrt(shown.length)) * (focus && lit ? 1.25 : 0.85) * (differs.whole ? 1.5 : 1),
    dashes: differs.whole === "goes" ? [2, 5] : shown.some(isActual) ? false : [7, 5],
    color: { color: tone, opacity: lit ? (focus || differs.told ? 1 : state.compare ? 0.3 : 0.8) : 0.55, inherit: false },
    label: differs.told || undefined,
    font: { color: paint.ink, strokeWidth: 3, strokeColor: paint.ground, size: 26, vadjust: -14, face: paint.face },
    arrows: {
      to: head(line.a),
      from: head(line.b),
      middle: mark ? { enabled: true, type: mark, scaleFactor: mark === "bar" ? 0.7 : 0.4 } : { enabled: false },
    },
    smooth: line.bend
      ? { enabled: true, type: line.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(line.bend) }
      : { enabled: false },
    selfReference: { size: 18, angle: -Math.PI / 4 },
  };
}

function drawAllNames(context) {
  const scale = network.getScale();
  const ratio = context.getTransform().a / scale;
  const focus = inFocus();
  const lit = (actor) => !focus || focus.actors.has(actor);
  const chosen = state.selected?.kind === "actor" ? state.selected.actor : null;
  const wanted = [...view.drawn]
    .map((actor) => ({ actor, lit: lit(actor), bold: actor === chosen || hovered?.actor === actor }))
    .sort((one, other) => other.bold - one.bold || other.lit - one.lit || radiusOf(other.actor) - radiusOf(one.actor) || one.actor - other.actor);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  named = placeNames(context, wanted, windowPlace, scale, radiusOf);
  drawNames(context, named);
  context.restore();
}

const windowPlace = (actor) => network.canvasToDOM({ x: nodes[actor].x, y: nodes[actor].y });

function clicked({ nodes: [actor], edges: [line] }) {
  network.unselectAll();
  if (actor !== undefined) select({ kind: "actor", actor });
  else if (line !== undefined) select({ kind: "line", a: lines[line].a, b: lines[line].b });
  else if (state.selected) select(null);
}

function hover(what, place) {
  const before = hovered?.actor;
  hovered = what;
  const tip = byId("tip");
  tip.hidden = !what;
  if (what) {
    tip.replaceChildren(...(what.line ? lineTip(what.line) : actorTip(what.actor)));
    const left = Math.min(place.x + 14, byId("stage").clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, place.y - 12 - tip.offsetHeight)}px`;
  }
  if (before !== what?.actor) network.redraw();
}

function actorTip(actor) {
  const count = statementsOf[actor].filter((each) => view.passing.has(each)).length;
  const type = content.types[actors[actor].type].label;
  return [element("b", {}, actors[actor].label), element("span", {}, `${type}, ${many(count, "statement")} shown`)];
}

function lineTip(line) {
  const shown = line.statements.filter((each) => view.passing.has(each));
  const told = shown.slice(0, 4).map((each) => element("span", {}, `${sentence(each)}${statusNote(each)}`));
  const rest = shown.length > 4 ? [element("span", {}, `and ${shown.length - 4} more`)] : [];
  return [element("b", {}, SIGNS[line.sign].name), ...told, ...rest];
}

const statusNote = (statement) => (isActual(statement) ? "" : ` (${statement.status.toLowerCase()})`);

/* The whole drawing in the window: names hang below actors, and the edges get some room. */
function fit() {
  const shown = nodes.filter(({ id }) => view.drawn.has(id));
  if (!shown.length) return;
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const xs = shown.map((node) => node.x);
  const ys = shown.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const bar = byId("paths").hidden ? 0 : byId("paths").offsetHeight + 12;
  const room = { aside: Math.min(76, width / 6), above: LARGEST + 8 + bar, below: LARGEST + 3 * NAME_LINE };
  const scale = Math.min(
    1.6,
    (width - 2 * room.aside) / Math.max(right - left, 1),
    (height - room.above - room.below) / Math.max(bottom - top, 1),
  );
  const lower = (room.below - room.above) / 2 / scale;
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + lower }, scale, animation: false });
}

/* Bring an actor into sight without moving what is seen already. */
function reveal(actor) {
  const { x, y } = windowPlace(actor);
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  if (x < 40 || y < 40 || x > width - 40 || y > height - 60) {
    network.moveTo({ position: { x: nodes[actor].x, y: nodes[actor].y }, animation: false });
  }
}
