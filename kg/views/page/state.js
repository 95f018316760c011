/* What the reader has chosen, and what is shown for it. Every change goes through `change`. */

const atFirst = () => ({
  statuses: new Set(content.shown),
  relations: new Set(content.relations.keys()),
  types: new Set(content.types.keys()),
});

const state = {
  ...atFirst(),
  size: content.measures.length ? 0 : -1,
  selected: content.paths.length ? { kind: "path", path: 0 } : null,
  table: false,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
};

const view = { statements: [], actors: new Set() };
const onChange = [];

function passes(statement) {
  return (
    state.statuses.has(statement.status) &&
    state.relations.has(statement.relation) &&
    state.types.has(actors[statement.subject].type) &&
    state.types.has(actors[statement.object].type)
  );
}

function look() {
  view.statements = statements.filter(passes);
  view.passing = new Set(view.statements);
  view.actors = new Set(view.statements.flatMap((each) => [each.subject, each.object]));
  if (state.selected?.kind === "actor") view.actors.add(state.selected.actor);
}

function change(patch) {
  Object.assign(state, patch);
  look();
  for (const listener of onChange) listener();
}

const select = (selected) => change({ selected });
const filtered = () => {
  const first = atFirst();
  return ["statuses", "relations", "types"].some(
    (name) =>
      state[name].size !== first[name].size || [...state[name]].some((each) => !first[name].has(each)),
  );
};

/* The actors and lines that stand out, or null if all do. */
function inFocus() {
  const chosen = state.selected;
  if (!chosen) return null;
  if (chosen.kind === "actor") {
    const near = statementsOf[chosen.actor].filter((each) => view.passing.has(each));
    return {
      actors: new Set([chosen.actor, ...near.map((each) => otherEnd(each, chosen.actor))]),
      has: (line) => line.a === chosen.actor || line.b === chosen.actor,
    };
  }
  if (chosen.kind === "line") {
    return {
      actors: new Set([chosen.a, chosen.b]),
      has: (line) => line.a === chosen.a && line.b === chosen.b,
    };
  }
  const path = content.paths[chosen.path];
  const carrying = new Set(path.statements);
  return {
    actors: new Set(path.actors),
    has: (line) => line.statements.some((each) => carrying.has(each.number)),
  };
}
