/* The right column: the evidence for what is selected, or where to begin. */

function startPanel() {
  onChange.push(tellPanel);
}

let last = null;

function tellPanel() {
  const panel = byId("panel");
  const chosen = state.selected;
  const tell = { actor: tellActor, line: tellPair, path: tellPath }[chosen?.kind] ?? tellStart;
  panel.replaceChildren(...tell(chosen).filter(Boolean));
  if (chosen !== last) requestAnimationFrame(() => panel.scrollTo(0, 0)); // at once would lay the page out twice
  last = chosen;
}

const kind = (text) => element("p", { class: "kind" }, text);
const goTo = (actor, text = actors[actor].label) =>
  element("button", { type: "button", class: "link", onclick: () => choose(actor) }, text);

function choose(actor) {
  select({ kind: "actor", actor });
  reveal(actor);
}

function tellStart() {
  const measure = content.measures[Math.max(state.size, 0)];
  const ranked = measure ? firstBy(Math.max(state.size, 0), 8) : [];
  return [
    element("h2", {}, "Who says so, when, how sure?"),
    element("p", { class: "hint" }, "Click an actor or a line to read every statement behind it, with its source."),
    openedWithAll() && element("p", {}, "No statement here is Actual: the page opens with those of every status."),
    statements.length > 0 && !statements.some(({ when }) => when) && element("p", {}, "No statement here has a date: there is no time bar."),
    ...changeList(),
    ...pathList(),
    measure && element("h3", {}, `Highest by ${measure.name.replace("_", " ")} (whole page)`),
    measure &&
      element(
        "ol",
        { class: "ranks" },
        ...ranked.map((number) => {
          const [rank, score] = actors[number].scores[Math.max(state.size, 0)];
          return element("li", { value: rank }, goTo(number), element("span", { class: "n" }, told(score)));
        }),
      ),
    element("p", { class: "fine" }, `Ranks count ${content.measured}.`),
    element("p", { class: "fine" }, `The page holds ${content.counted}.`),
  ];
}

/* Whether what is Actual was asked for, and none is. */
const openedWithAll = () => content.shown.length > 0 && !content.statuses.includes("Actual");

const rankings = new Map();

/* The first actors shown in the order of their ranks by a measure. */
function firstBy(measure, count) {
  if (!rankings.has(measure)) {
    const rank = (number) => actors[number].scores[measure][0];
    rankings.set(measure, [...actors.keys()].sort((one, other) => rank(one) - rank(other) || one - other));
  }
  const found = [];
  for (const number of rankings.get(measure)) {
    if (found.length === count) break;
    if (view.actors.has(number)) found.push(number);
  }
  return found;
}

/* What appears and what goes, each statement a way to its evidence. */
function changeList() {
  if (!state.compare) return [];
  const item = (each) => element("li", {}, element("button", { type: "button", class: "link", onclick: () => select(pairOf(each)) }, sentence(each)), element("span", { class: "n" }, each.when ?? ""));
  const listed_ = (heading, those) => (those.length ? [element("h3", {}, heading), element("ul", { class: "changes" }, ...inOrder(those).map(item))] : []);
  const changed = Object.entries(CHANGES).flatMap(([name, { mark, one, many: several }]) => {
    const those = [...view.changes].filter(([, each]) => each === name).map(([statement]) => statement);
    return listed_(`${mark} ${many(those.length, "statement")} ${those.length === 1 ? one : several}`, those);
  });
  const unsure = listed_(`${many(view.unsure.length, "statement")} certain at one end, possible at the other: the day is not known`, view.unsure);
  const all = [...changed, ...unsure];
  return [element("h3", {}, "Compared"), element("p", {}, sentenceCase(comparedWords())), ...(all.length ? all : [element("p", {}, "Nothing differs among what is asked for.")])];
}

const sentenceCase = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const pairOf = ({ subject, object }) => ({ kind: "line", a: Math.min(subject, object), b: Math.max(subject, object) });

function pathList() {
  if (!view.paths.length) return [];
  const chosen = state.selected?.kind === "path" ? state.selected.path : null;
  const items = view.paths.map((path, number) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "link", "aria-pressed": String(number === chosen), onclick: () => select({ kind: "path", path: number }) },
        path.actors.map((actor) => actors[actor].label).join(" → "),
      ),
      path.strength === undefined ? "" : element("span", { class: "n" }, fixed(path.strength, 3)),
    ),
  );
  const inTime = view.paths.some(({ strength }) => strength === undefined);
  return [element("h3", {}, inTime ? "Journeys" : "Paths, by strength"), element("ol", { class: "ranks" }, ...items)];
}

/* Conflict links the two ends of a step, and is no influence of one on the other. */
function kindOfPath(path) {
  const carried = path.statements.map((each) => statements[each]);
  const hostile = path.actors.slice(1).filter((to, place) => carried.filter((each) => joins(each, path.actors[place], to)).every((each) => signOf(each) === -1)).length;
  if (!hostile) return "Influence path";
  return hostile === path.actors.length - 1 ? "Path of conflict" : "Path of influence and conflict";
}

function tellPath({ path: number }) {
  const path = view.paths[number];
  const steps = path.actors.slice(1).map((to, place) => {
    const from = path.actors[place];
    const carried = path.statements.map((each) => statements[each]).filter((each) => joins(each, from, to));
    return element(
      "details",
      { class: "group" },
      element("summary", {}, `${actors[from].label} → ${actors[to].label}`, element("span", { class: "n" }, many(carried.length, "statement"))),
      ...cards(carried),
    );
  });
  return [
    kind(path.strength === undefined ? "Journey of influence" : kindOfPath(path)),
    element("h2", {}, path.actors.map((actor) => actors[actor].label).join(" → ")),
    element("p", { class: "sentence" }, path.sentence),
    element("ol", { class: "sources" }, ...(path.citations ?? []).map((text) => element("li", {}, text))),
    ...steps,
    ...(view.paths.length > 1 ? pathList() : []),
  ];
}

function tellPair({ a, b }) {
  const both = statements.filter((each) => joins(each, a, b));
  const heading = a === b ? [goTo(a), " and itself"] : [goTo(a), " and ", goTo(b)];
  return [kind(many(both.length, "statement")), element("h2", {}, ...heading), ...cards(both)];
}

function tellActor({ actor: number }) {
  const actor = actors[number];
  const own = statementsOf[number];
  const groups = new Map();
  for (const statement of own) {
    const other = otherEnd(statement, number);
    if (!groups.has(other)) groups.set(other, []);
    groups.get(other).push(statement);
  }
  const weight = ([, some]) => some.filter((each) => view.passing.has(each)).length;
  const sorted = [...groups].sort((one, other) => weight(other) - weight(one) || one[0] - other[0]);
  return [
    kind(content.types[actor.type].label),
    element("h2", {}, actor.label),
    actor.aliases && element("p", { class: "fine" }, `Also: ${actor.aliases.join(", ")}`),
    actor.note && element("p", { class: "note" }, actor.note),
    identifiers(actor),
    balance(own.filter((each) => view.passing.has(each))),
    ranks(actor),
    expand(number),
    ...sorted.map(([other, some]) =>
      element(
        "details",
        { class: "group", open: sorted.length === 1 },
        element("summary", {}, other === number ? "itself" : actors[other].label, element("span", { class: "n" }, countedOf(some))),
        other !== number && element("p", { class: "fine" }, goTo(other, `Go to ${actors[other].label}`)),
        ...cards(some),
      ),
    ),
  ];
}

/* How many of these are shown, of all. */
function countedOf(some) {
  const shown = some.filter((each) => view.passing.has(each)).length;
  return shown === some.length ? `${shown}` : `${shown} / ${some.length}`;
}

/* A way to draw the neighbours that a drawing of very many leaves out. */
function expand(actor) {
  const left = nearUndrawn(actor);
  if (!left.length) return null;
  const next = left.slice(0, NEAR_AT_MOST);
  const words = next.length < left.length ? `Draw the ${next.length} nearest of its ${left.length} neighbours left out` : `Draw its ${many(left.length, "neighbour")} left out`;
  return element("button", { type: "button", onclick: () => change({ more: new Set([...state.more, actor, ...next]) }) }, words);
}

function identifiers(actor) {
  const parts = [actor.curie, ...(actor.codes ?? []), ...(actor.same_as ?? []).map(link)];
  const shown = parts.flatMap((part, place) => (place ? [" · ", part] : [part]));
  return element("p", { class: "fine" }, ...shown, ...(actor.extra ?? []).flatMap(([name, value]) => [` · ${name}: ${value}`]));
}

/* How many of the statements shown are cooperation, neutral and conflict, as a bar with its words. */
function balance(shown) {
  const counts = [1, 0, -1].map((sign) => [sign, shown.filter((each) => signOf(each) === sign).length]).filter(([, n]) => n);
  if (!counts.length) return element("p", {}, "No statement passes the filters.");
  let from = 0;
  const parts = counts.map(([sign, count]) => {
    const width = (100 * count) / shown.length;
    const part = picture("rect", { x: from, y: 0, width, height: 6, class: SIGNS[sign].colour });
    from += width;
    return part;
  });
  const words = counts.map(([sign, count]) => `${count} ${SIGNS[sign].name}`).join(" · ");
  return element("div", { class: "balance" }, picture("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts), element("p", { class: "fine" }, words));
}

/* The chosen measure, or the first, and the others behind a fold. */
function ranks(actor) {
  const told_ = content.measures.map(({ name }, place) => `${name.replace("_", " ")} ${told(actor.scores[place][1])} (rank ${actor.scores[place][0]})`);
  if (!told_.length) return null;
  const [first] = told_.splice(Math.max(state.size, 0), 1);
  const rest = told_.length ? element("details", { class: "fine" }, element("summary", {}, many(told_.length, "more measure")), told_.join(" · ")) : "";
  return element("div", {}, element("p", { class: "fine" }, first), rest);
}
