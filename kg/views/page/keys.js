/* Keys: the drawing can be walked with the arrows, and the rest reached with one letter. */

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function startKeys() {
  byId("drawing").addEventListener("keydown", (event) => {
    if (event.key in DIRECTIONS) walk(DIRECTIONS[event.key]);
    else if (event.key === "Enter") byId("panel").focus();
    else if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const leaves = event.key === "Escape" && event.target.matches("select, input[type=range]"); // a field's own Escape is its list's
    if (event.target.matches("select, input:not([type=checkbox])") && !leaves) return;
    const act = { "/": () => byId("search").focus(), Escape: letGo, t: () => byId("show-table").click(), p: () => byId("show-paths").click(), s: () => byId("save").click(), f: fit, d: () => byId("theme").click(), "?": () => byId("help").click() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("fit").addEventListener("click", fit);
  byId("help").addEventListener("click", () => byId("keys").showModal());
}

/* What is selected is let go of first, then the paths. */
function letGo() {
  if (state.selected) select(null);
  else if (state.asking || state.ends) byId("path-close").click();
}

/* The nearest actor that way, rather ahead than aside; the largest if none is selected. */
function walk([right, down]) {
  const shown = nodes.filter(({ id }) => view.drawn.has(id));
  if (!shown.length) return;
  const from = state.selected?.kind === "actor" ? nodes[state.selected.actor] : null;
  if (!from) return choose(shown.reduce((best, each) => (radiusOf(each.id) > radiusOf(best.id) ? each : best)).id);
  let best = null;
  for (const each of shown) {
    const ahead = (each.x - from.x) * right + (each.y - from.y) * down;
    const aside = Math.abs((each.x - from.x) * down) + Math.abs((each.y - from.y) * right);
    const way = ahead + 2 * aside;
    if (ahead > 0 && aside <= 2 * ahead && (!best || way < best.way)) best = { id: each.id, way };
  }
  if (best) choose(best.id);
}
