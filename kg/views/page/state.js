/* What the reader has chosen, and what is shown for it. Every change goes through `change`. */

const PAIRED = 300; // more actors, and a pair has one line at first
const NEAR_AT_MOST = 60; // neighbours that are drawn at once
const ACROSS = { influence: [1, 0], cooperation: [1], conflict: [-1], any: [1, 0, -1] };
const SIGNS_OF = [1, 0, -1];

const atFirst = () => ({
  statuses: new Set(content.shown),
  signs: new Set(SIGNS_OF),
  relations: new Set(content.relations.keys()),
  types: new Set(content.types.keys()),
  confidence: 0,
  certain: false,
  period: null,
});

const LINES_FIRST = actors.length > PAIRED ? "pair" : "sign";

const state = {
  ...atFirst(),
  size: content.measures.length ? 0 : -1,
  colour: "type",
  lines: LINES_FIRST,
  more: new Set(),
  ends: content.ends ? { a: content.ends[0], b: content.ends[1], along: "influence" } : null,
  selected: null,
  compare: null,
  table: false,
  scene: null,
  dark: content.theme ? content.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches,
};

const view = { statements: [], met: new Set(), actors: new Set(), drawn: new Set(), paths: [], changes: new Map(), unsure: [], tally: { all: tally(statements) } };
const onChange = [];

const windowOf = (period) => period && { start: spans[period[0]].start, end: spans[period[1]].end, exact: false };

/* The statements that are asked for, whenever they stand. */
function wanted() {
  const ofRelation = content.relations.map(({ sign }, relation) => state.relations.has(relation) && state.signs.has(sign));
  const ofActor = actors.map(({ type }) => state.types.has(type));
  return statements.filter(
    (each) =>
      ofRelation[each.relation] &&
      each.confidence >= state.confidence &&
      ofActor[each.subject] &&
      ofActor[each.object] &&
      (state.statuses.has(each.status) || comesAbout(each)),
  );
}

/* What of the state says nothing of which statements are shown. */
const ELSEWHERE = new Set(["selected", "size", "colour", "lines", "more", "table", "scene", "asking"]);

function look(anew = true) {
  if (anew) lookAtStatements();
  const { selected } = state;
  view.actors = selected?.kind === "actor" && !view.met.has(selected.actor) ? new Set([...view.met, selected.actor]) : view.met;
  if (selected?.kind === "path" && !view.paths[selected.path]) state.selected = null;
  view.drawn = drawnActors();
}

function lookAtStatements() {
  const window = windowOf(state.period);
  view.certainty = Uint8Array.from(statements, (each) => certaintyIn(each, window));
  view.wanted = wanted();
  const both = compared();
  const least_ = leastCertainty();
  view.changes = both?.changes ?? new Map();
  view.unsure = both?.unsure ?? [];
  view.statements = view.wanted.filter((each) => (both ? both.shown.has(each) : view.certainty[each.number] >= least_));
  view.passing = new Set(view.statements);
  view.met = new Set();
  for (const { subject, object } of view.statements) view.met.add(subject).add(object);
  view.paths = state.ends ? pathsBetween(state.ends) : content.paths;
  view.tally.shown = tally(view.statements);
}

/* All actors with something to show, or, of very many, the core, those in focus and those asked for. */
function drawnActors() {
  if (!content.core || view.actors.size <= content.core.length) return view.actors;
  const { selected } = state;
  const focus = selected?.kind === "actor" ? [selected.actor] : selected?.kind === "line" ? [selected.a, selected.b] : selected ? view.paths[selected.path].actors : [];
  return new Set([...content.core, ...state.more, ...focus].filter((actor) => view.actors.has(actor)));
}

/* The neighbours of an actor that are not drawn, those with most statements first. */
function nearUndrawn(actor) {
  const counts = new Map();
  for (const each of statementsOf[actor]) {
    const other = otherEnd(each, actor);
    if (view.passing.has(each) && !view.drawn.has(other)) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || one - other);
}

/* How many statements there are of each status, sign, relation type and family. */
function tally(some) {
  const found = { status: new Map(), sign: new Map(), relation: new Map(), family: new Map() };
  const add = (map, key, count) => map.set(key, (map.get(key) ?? 0) + count);
  for (const each of some) {
    add(found.status, each.status, 1);
    add(found.relation, each.relation, 1);
  }
  for (const [relation, count] of found.relation) {
    add(found.sign, content.relations[relation].sign, count);
    add(found.family, content.relations[relation].family, count);
  }
  return found;
}

/* The strongest paths under the filters, as kg.paths finds them in what is shown. */
function pathsBetween({ a, b, along }) {
  const carrying = view.statements.filter((each) => ACROSS[along].includes(signOf(each)) && view.changes.get(each) !== "goes");
  const steps = stepsAlong(carrying, content.relations, (each) => view.certainty[each.number]);
  const words = { labels: actors.map(({ label }) => label), relations: content.relations, sources: content.sources, time: timeAsked() };
  return cheapestPaths(steps, a, b, PATHS_AT_MOST).map((path) => tellPathOf(path, steps, words));
}

/* The time that is looked at, or else that the page was drawn of: what `tellPathOf` takes. */
const timeAsked = () => (state.period ? { between: [spans[state.period[0]].from, spans[state.period[1]].to] } : content.time);

const PATHS_AT_MOST = 5;

function change(patch) {
  Object.assign(state, patch);
  const chosen = Object.keys(patch);
  look(!chosen.length || chosen.some((each) => !ELSEWHERE.has(each)));
  for (const listener of onChange) listener();
}

const select = (selected) => change({ selected });

const sameSet = (one, other) => one.size === other.size && [...one].every((each) => other.has(each));
const sameValue = (one, other) => (one instanceof Set ? sameSet(one, other) : JSON.stringify(one) === JSON.stringify(other));
const filtered = () => Object.entries(atFirst()).some(([name, value]) => !sameValue(state[name], value));

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
  const path = view.paths[chosen.path];
  const carrying = new Set(path.statements);
  const hops = new Set(path.actors.slice(1).map((to, place) => `${path.actors[place]} ${to}`));
  return {
    actors: new Set(path.actors),
    goes: (from, to) => hops.has(`${from} ${to}`), // a step may run against what its statements say
    has: (line) => line.statements.some((each) => carrying.has(each.number)),
  };
}
