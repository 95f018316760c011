/* A story: saved views in an order, with a sentence each, stepped with buttons or the arrow keys. A page that
   has one opens with its first. */

function startStory() {
  const { story } = content;
  if (!story) return;
  byId("show-story").hidden = false;
  byId("show-story").addEventListener("click", () => (state.scene === null ? showScene(0) : change({ scene: null })));
  byId("scene-close").addEventListener("click", () => change({ scene: null }));
  byId("scene-before").addEventListener("click", () => showScene(state.scene - 1));
  byId("scene-after").addEventListener("click", () => showScene(state.scene + 1));
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const isHere = event.target === document.body || byId("story").contains(event.target); // or nothing is chosen
    if (!step || !isHere || state.scene === null) return;
    showScene(state.scene + step);
    event.preventDefault();
  });
  onChange.push(tellStory);
}

/* The view that a scene was saved with; it stays what the reader then makes of it until the next. */
function showScene(number) {
  if (number < 0 || number >= content.story.length) return;
  change({ ...stateOf(content.story[number].view), scene: number });
  const { selected } = state;
  if (selected?.kind === "actor") reveal(selected.actor);
  byId("story").focus();
}

function tellStory() {
  const { story } = content;
  const scene = state.scene === null ? null : story[state.scene];
  byId("story").hidden = !scene;
  byId("show-story").setAttribute("aria-pressed", String(Boolean(scene)));
  byId("scene-told").textContent = scene?.says ?? "";
  byId("scene-number").textContent = scene ? `${state.scene + 1} of ${story.length}` : "";
  if (!scene) return;
  byId("scene-before").disabled = state.scene === 0;
  byId("scene-after").disabled = state.scene === story.length - 1;
}
