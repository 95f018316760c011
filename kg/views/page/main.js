/* The order in which the page comes up. */

function setTheme() {
  document.documentElement.dataset.theme = state.dark ? "dark" : "light";
  byId("theme").textContent = state.dark ? "Light" : "Dark";
  readPaint();
}

byId("theme").addEventListener("click", () => {
  state.dark = !state.dark;
  setTheme();
  change({});
});

setTheme();
startDrawing();
startFilters();
startPanel();
startSearch();
startPaths();
startTime();
startTable();
startStory();
startSaving();
startWhatIf();
startKeys();
startAddress();
change({});
fit();
new ResizeObserver(() => {
  network.setSize("100%", "100%");
  network.redraw();
  fit();
}).observe(byId("stage"));

// Below a narrow drawing, what an address selects would be out of sight.
if (location.hash && state.selected && byId("panel").getBoundingClientRect().top > innerHeight / 2) byId("panel").scrollIntoView();

/* For tests and for the curious: what is shown, and where it is drawn. */
window.kgPage = {
  shown: () => view.statements.map((each) => each.curie),
  actors: () => [...view.actors].map((actor) => actors[actor].curie),
  names: () => named.map(({ actor, left, right, top, bottom }) => ({ actor: actors[actor].curie, left, right, top, bottom })),
  lines: () => drawnLines().map(({ a, b, sign, dashed }) => [actors[a].curie, actors[b].curie, sign, dashed]),
  scale: () => network.getScale(),
  heads: () => drawnLines().flatMap(({ a, b, to, from, lit }) => [...(to ? [[a, b]] : []), ...(from ? [[b, a]] : [])].map((ends) => [...ends.map((each) => actors[each].curie), lit])),
  tags: () => drawnLines().filter(({ label }) => label).map(({ label, tag }) => ({ label, left: tag.left, right: tag.right, top: tag.top, bottom: tag.bottom })),
  lines_of_names: () => named.map(({ actor }) => actors[actor].lines),
  address: () => addressOf(state),
  spans: () => spans.map(({ from, to }) => ({ from, to })),
  paths: () => view.paths.map((path) => ({ ...path, actors: path.actors.map((actor) => actors[actor].curie) })),
  changes: () => [...view.changes].map(([each, change_]) => [each.curie, change_]),
  positions: () => Object.fromEntries(nodes.map(({ id, x, y }) => [id, { x, y }])),
  sizes: () => Object.fromEntries([...view.drawn].map((actor) => [actors[actor].curie, radiusOf(actor)])),
  colours: () => Object.fromEntries([...view.drawn].map((actor) => [actors[actor].curie, paint[colourKey(actor)]])),
  drawn: () => [...view.drawn].map((actor) => actors[actor].curie),
  place: (curie) => windowPlace(actors.findIndex((actor) => actor.curie === curie)),
  middle: (one, other) => {
    const [a, b] = [one, other].map((curie) => windowPlace(actors.findIndex((actor) => actor.curie === curie)));
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  },
};
document.documentElement.dataset.ready = "yes";
