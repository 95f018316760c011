/* The drawing: what state.js says, on the canvas of vis-network, which pans, zooms and tells of clicks. Positions come
   with the page and never change. */

let network;
let focus = null;
let hovered = null;
let wantedNames = [];
let named = [];

const lineSets = new Map();

function startDrawing() {
  network = new vis.Network(
    byId("drawing"),
    { nodes: [], edges: [] },
    {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 1 },
      interaction: { hover: false, tooltipDelay: 1e9, keyboard: false, zoomSpeed: 0.6 },
    },
  );
  network.on("click", clicked);
  for (const event of ["dragStart", "zoom"]) network.on(event, () => hover(null));
  byId("drawing").addEventListener("mousemove", pointed);
  byId("drawing").addEventListener("pointerleave", () => hover(null));
  network.on("afterDrawing", drawAll);
  onChange.push(redraw);
}

function redraw() {
  if (!lineSets.has(state.lines)) lineSets.set(state.lines, linesFor(LINES[state.lines]));
  focus = inFocus();
  renewDots(focus);
  renewLines(lineSets.get(state.lines), focus);
  wantedNames = namesWanted(focus);
  tellPartly();
  byId("empty").hidden = view.statements.length > 0;
  repaint();
}

/* The drawing anew in the next frame, once however often it is asked for. */
const repaint = () => network.body.emitter.emit("_requestRedraw");

function drawAll(context) {
  drawLines(context);
  drawDots(context);
  drawMarks(context);
  drawAllNames(context);
}

/* What the drawing leaves out, and what reaches it nevertheless. */
function tellPartly() {
  const left = view.actors.size - view.drawn.size;
  byId("partly").hidden = !left;
  if (left) byId("partly").textContent = `Drawn: ${grouped(view.drawn.size)} of the ${many(view.actors.size, "actor")} shown, the best connected first; ${grouped(left)} are left out. Search, filters, paths and table reach all.`;
}

/* Actors in the order in which their names get room: those in focus first, then the larger. */
function namesWanted(focus_) {
  return [...view.drawn]
    .map((actor) => ({ actor, lit: !focus_ || focus_.actors.has(actor), bold: false }))
    .sort((one, other) => other.lit - one.lit || radiusOf(other.actor) - radiusOf(one.actor) || statementsOf[other.actor].length - statementsOf[one.actor].length || one.actor - other.actor);
}

function drawAllNames(context) {
  const scale = network.getScale();
  const ratio = context.getTransform().a / scale;
  const isBold = ({ actor }) => standsOut(actor);
  const bold = wantedNames.filter(isBold).map((each) => ({ ...each, bold: true }));
  const wanted_ = bold.length ? [...bold, ...wantedNames.filter((each) => !isBold(each))] : wantedNames;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  named = placeNames(context, wanted_, windowPlace, scale, radiusOf, takenByLines(scale));
  drawNames(context, named);
  context.restore();
}

/* Whether the actor is the one selected, or under the pointer. */
const standsOut = (actor) => hovered?.actor === actor || (state.selected?.kind === "actor" && state.selected.actor === actor);

const windowPlace = (actor) => network.canvasToDOM({ x: nodes[actor].x, y: nodes[actor].y });

/* The actor, or else the line, at a place in the window. */
function under(place) {
  const point = network.DOMtoCanvas(place);
  const scale = network.getScale();
  const actor = dotAt(point, DOT_REACH / scale);
  if (actor !== null) return { actor };
  const line = lineAt(point, REACH / scale);
  return line && { line };
}

function clicked({ pointer }) {
  const found = under(pointer.DOM);
  if (found?.line) select({ kind: "line", a: found.line.a, b: found.line.b });
  else if (found) select({ kind: "actor", actor: found.actor });
  else if (state.selected) select(null);
}

function pointed({ offsetX: x, offsetY: y, buttons }) {
  if (buttons) return;
  const found = under({ x, y });
  if (found?.actor !== hovered?.actor || found?.line !== hovered?.line) hover(found, { x, y });
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

const LARGEST_SCALE = 1.25; // at which a dot of the largest is 60 pixels wide, however few there are

/* The whole drawing in the window: names hang below actors, and the edges get some room. */
function fit() {
  const shown = nodes.filter(({ id }) => view.drawn.has(id));
  if (!shown.length) return;
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const xs = shown.map((node) => node.x);
  const ys = shown.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const bar = byId("paths").hidden ? 0 : byId("paths").offsetHeight + 12;
  const room = { aside: Math.min(76, width / 8), above: LARGEST + 8 + bar, below: LARGEST + 3 * nameLine };
  const scale = Math.min(
    LARGEST_SCALE,
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
