/* The view as the part of the address behind "#", and back: words and names, so that it can be read. */

/* Those that are chosen, or, if these are fewer, those that are not, with a "-" before each. */
function listed(chosen, all, nameOf) {
  const names = (keep) => all.filter((each) => chosen.has(each) === keep).map(nameOf);
  const [on, off] = [names(true), names(false)];
  return off.length && off.length < on.length ? off.map((name) => `-${name}`).join(" ") : on.join(" ");
}

function unlisted(text, all, nameOf) {
  const names = text.split(" ").filter(Boolean);
  const without = names.length > 0 && names.every((name) => name.startsWith("-"));
  const wanted_ = new Set(names.map((name) => (without ? name.slice(1) : name)));
  return new Set(all.filter((each) => wanted_.has(nameOf(each)) !== without));
}

const CHOSEN = {
  statuses: ["status", () => content.statuses, (status) => status],
  signs: ["sign", () => SIGNS_OF, (sign) => SIGNS[sign].name],
  relations: ["relation", () => [...content.relations.keys()], (relation) => content.relations[relation].name],
  types: ["type", () => [...content.types.keys()], (type) => content.types[type].name],
};

/* What differs from how a page opens if nothing is asked of it, as the text behind "#". Where this page opens
   otherwise, that nothing differs has to be said. */
function addressOf(state_) {
  const first = atFirst();
  const parts = new URLSearchParams();
  for (const [field, [key, all, nameOf]] of Object.entries(CHOSEN)) {
    if (!sameSet(state_[field], first[field])) parts.set(key, listed(state_[field], all(), nameOf));
  }
  if (state_.confidence) parts.set("confidence", state_.confidence);
  if (state_.certain) parts.set("certain", "yes");
  if (state_.period) parts.set("between", `${spans[state_.period[0]].from} ${spans[state_.period[1]].to}`);
  if (state_.compare) parts.set("compare", state_.compare);
  if (state_.ends) parts.set("paths", [actors[state_.ends.a].curie, actors[state_.ends.b].curie, state_.ends.along].join(" "));
  const { selected } = state_;
  if (selected?.kind === "actor") parts.set("select", actors[selected.actor].curie);
  if (selected?.kind === "line") parts.set("select", [actors[selected.a].curie, actors[selected.b].curie].join(" "));
  if (selected?.kind === "path") parts.set("path", selected.path + 1);
  if (content.measures.length && state_.size !== 0) parts.set("size", content.measures[state_.size]?.name ?? "alike");
  if (state_.colour !== "type") parts.set("colour", state_.colour);
  if (state_.lines !== LINES_FIRST) parts.set("lines", state_.lines);
  if (state_.more.size) parts.set("more", [...state_.more].map((actor) => actors[actor].curie).join(" "));
  if (state_.table) parts.set("table", "yes");
  if (state_.scene !== null) parts.set("scene", state_.scene + 1);
  return parts.toString() || (content.view || content.story ? "view=plain" : "");
}

/* The changes of state that such a text asks for; what it names that is not there is left as it opens. */
function stateOf(text) {
  const parts = new URLSearchParams(text);
  const found = { ...atFirst(), ends: null, selected: null, compare: null, lines: LINES_FIRST, more: new Set(), table: false, scene: null, colour: "type" };
  for (const [field, [key, all, nameOf]] of Object.entries(CHOSEN)) {
    if (parts.has(key)) found[field] = unlisted(parts.get(key), all(), nameOf);
  }
  const confidence = Number(parts.get("confidence"));
  if (confidence > 0 && confidence <= 1) found.confidence = confidence;
  found.certain = parts.get("certain") === "yes";
  found.period = periodOf(parts.get("between"));
  if (["dates", "whatif"].includes(parts.get("compare"))) found.compare = parts.get("compare");
  const [a, b, along] = (parts.get("paths") ?? "").split(" ");
  const [from, to] = [numberOf(a), numberOf(b)];
  if (from >= 0 && to >= 0 && from !== to) found.ends = { a: from, b: to, along: along in ACROSS ? along : "influence" };
  const chosen = (parts.get("select") ?? "").split(" ").map(numberOf);
  if (chosen.length === 1 && chosen[0] >= 0) found.selected = { kind: "actor", actor: chosen[0] };
  if (chosen.length === 2 && chosen.every((each) => each >= 0)) {
    found.selected = { kind: "line", a: Math.min(...chosen), b: Math.max(...chosen) };
  }
  const path = Number(parts.get("path"));
  if (Number.isInteger(path) && path > 0) found.selected = { kind: "path", path: path - 1 };
  const size = content.measures.findIndex(({ name }) => name === parts.get("size"));
  found.size = parts.get("size") === "alike" || !content.measures.length ? -1 : Math.max(size, 0);
  if (COLOURS.some(({ name }) => name === parts.get("colour"))) found.colour = parts.get("colour");
  if (Object.hasOwn(LINES, parts.get("lines"))) found.lines = parts.get("lines");
  for (const name of (parts.get("more") ?? "").split(" ")) if (numberOf(name) >= 0) found.more.add(numberOf(name));
  found.table = parts.get("table") === "yes";
  const scene = Number(parts.get("scene"));
  if (content.story && Number.isInteger(scene) && scene > 0 && scene <= content.story.length) found.scene = scene - 1;
  return found;
}

/* The months (or years) that two dates fall into; dates outside of the data's time are drawn to its ends. */
function periodOf(text) {
  const [from, to = from] = (text ?? "").split(" ");
  if (!from || !spans.length) return null;
  const after = (one, other) => one.slice(0, other.length) >= other.slice(0, one.length);
  const first = spans.findIndex((span) => after(span.to, from));
  const start = first < 0 ? spans.length - 1 : first;
  const end = Math.max(spans.findLastIndex((span) => after(to, span.from)), 0);
  return start > end || whole(start, end) ? null : [start, end];
}

let written = null;

function startAddress() {
  const opened = location.hash.slice(1) || content.view;
  if (opened) Object.assign(state, stateOf(opened));
  else if (content.story) Object.assign(state, { ...stateOf(content.story[0].view), scene: 0 });
  else if (content.paths.length) state.selected = { kind: "path", path: 0 };
  look();
  written = location.hash.slice(1) || addressOf(state);
  onChange.push(writeAddress);
  window.addEventListener("hashchange", () => {
    const text = location.hash.slice(1);
    if (text !== written) change(stateOf(text));
  });
}

function writeAddress() {
  const text = addressOf(state);
  if (text === written) return;
  written = text;
  try {
    history.replaceState(null, "", `#${text}`);
  } catch {
    // A frame of a notebook has no address of its own.
  }
}
