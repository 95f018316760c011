/* The drawing: vis-network shows what state.js says; positions come with the page and never change. */

const LARGEST = 24; // as in legibility.py, which keeps room for it
const SMALLEST = 9;

let network;
let nodeSet;
let focus = null;
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
  network = new vis.Network(
    byId("drawing"),
    { nodes: nodeSet, edges: [] },
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
    },
  );
  network.on("click", clicked);
  network.on("hoverNode", ({ node, pointer }) => hover({ actor: node }, pointer.DOM));
  for (const event of ["blurNode", "dragStart", "zoom"]) network.on(event, () => hover(null));
  byId("drawing").addEventListener("mousemove", hoverLine);
  byId("drawing").addEventListener("pointerleave", () => hover(null));
  network.on("beforeDrawing", drawLines);
  network.on("afterDrawing", drawMarks);
  network.on("afterDrawing", drawAllNames);
  onChange.push(redraw);
}

/* An actor: the outline of its type, as large as the chosen measure says. */
function renderer({ ctx, id, x, y }) {
  const size = radiusOf(id);
  return {
    nodeDimensions: { width: 2 * size, height: 2 * size },
    drawNode() {
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

function redraw() {
  if (!lineSets.has(state.lines)) lineSets.set(state.lines, linesFor(LINES[state.lines]));
  focus = inFocus();
  renewActors();
  renewLines(lineSets.get(state.lines), focus);
  tellPartly();
  byId("empty").hidden = view.statements.length > 0;
  repaint();
}

/* The drawing anew in the next frame, once however often it is asked for. */
const repaint = () => network.body.emitter.emit("_requestRedraw");

/* vis-network knows the actors that are drawn, and hears only of those that come and go. */
function renewActors() {
  const gone = nodeSet.getIds().filter((id) => !view.drawn.has(id));
  const come = [...view.drawn].filter((id) => !nodeSet.get(id));
  if (gone.length) nodeSet.remove(gone);
  if (come.length) nodeSet.add(come.map((id) => ({ id, x: nodes[id].x, y: nodes[id].y, shape: "custom", ctxRenderer: renderer })));
}

/* What the drawing leaves out, and what reaches it nevertheless. */
function tellPartly() {
  const left = view.actors.size - view.drawn.size;
  byId("partly").hidden = !left;
  if (left) byId("partly").textContent = `Drawn: ${view.drawn.size.toLocaleString("en")} of the ${many(view.actors.size, "actor")} shown, the best connected first; ${left.toLocaleString("en")} are left out. Search, filters, paths and table reach all.`;
}

function drawAllNames(context) {
  const scale = network.getScale();
  const ratio = context.getTransform().a / scale;
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

const lineUnder = (pointer) => lineAt(network.DOMtoCanvas(pointer), REACH / network.getScale());

function clicked({ nodes: [actor], pointer }) {
  network.unselectAll();
  const line = actor === undefined ? lineUnder(pointer.DOM) : null;
  if (actor !== undefined) select({ kind: "actor", actor });
  else if (line) select({ kind: "line", a: line.a, b: line.b });
  else if (state.selected) select(null);
}

/* A line under the pointer, where no actor is: vis-network, which sees the pointer first, tells of those. */
function hoverLine({ offsetX: x, offsetY: y, buttons }) {
  if (buttons || hovered?.actor !== undefined) return;
  const line = lineUnder({ x, y });
  if (line || hovered) hover(line && { line }, { x, y });
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
  if (before !== what?.actor) repaint();
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
