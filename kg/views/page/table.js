/* Every statement shown, as a table that sorts. */

const COLUMNS = [
  { name: "When", value: (each) => begun(each) || UNDATED, told: (each) => each.when ?? UNDATED },
  { name: "Who", value: (each) => actors[each.subject].label, press: (each) => ({ kind: "actor", actor: each.subject }) },
  { name: "Relation", value: (each) => relationOf(each).label, press: (each) => pairOf(each) },
  { name: "Whom", value: (each) => actors[each.object].label, press: (each) => ({ kind: "actor", actor: each.object }) },
  { name: "Status", value: (each) => each.status + (view.changes.has(each) ? `, ${view.changes.get(each)}` : "") },
  { name: "Sign", value: (each) => SIGNS[signOf(each)].name },
  { name: "Confidence", value: (each) => each.confidence, told: (each) => percent(each.confidence) },
  { name: "Source", value: (each) => (each.evidence ? cited(each.evidence) : "no evidence") },
];

/* Each source once, with all the places in it: "paragraph 2, 11". */
function cited(evidence) {
  const places = new Map();
  for (const { source, locator } of evidence) places.set(source, [...(places.get(source) ?? []), locator].filter(Boolean));
  return [...places]
    .map(([source, locators]) => [content.sources[source].author ?? content.sources[source].title, ...shortened(locators)].join(", "))
    .join("; ");
}

/* The places, the word that begins each of them said once. */
function shortened(locators) {
  const word = locators[0]?.match(/^\p{L}+ (?=\S+$)/u)?.[0];
  const alike = word && locators.every((each) => each.startsWith(word) && !each.slice(word.length).includes(" "));
  return alike ? locators.map((each, place) => (place ? each.slice(word.length) : each)) : locators;
}

const ROWS = 500; // of the table at a time
const order = { column: 0, down: false };
let rowsTold = ROWS;

function startTable() {
  byId("show-table").addEventListener("click", () => change({ table: !state.table }));
  onChange.push(tellTable);
}

function tellTable() {
  byId("show-table").setAttribute("aria-pressed", String(state.table));
  byId("table").hidden = !state.table;
  if (!state.table) return byId("table").replaceChildren();
  const { value } = COLUMNS[order.column];
  const sorted = [...view.statements].sort((one, other) => {
    const [x, y] = [value(one), value(other)];
    return (x < y ? -1 : x > y ? 1 : one.number - other.number) * (order.down ? -1 : 1);
  });
  byId("table").replaceChildren(
    element(
      "table",
      {},
      element("caption", {}, `${many(sorted.length, "statement")} shown${sorted.length > rowsTold ? `, the first ${rowsTold} of them here` : ""} `, element("button", { type: "button", class: "link", onclick: saveTable }, "Save as CSV")),
      element("thead", {}, element("tr", {}, ...COLUMNS.map(columnHead))),
      element("tbody", {}, ...sorted.slice(0, rowsTold).map((each) => element("tr", { onclick: (event) => opens(event) && select(pairOf(each)) }, ...COLUMNS.map((column) => cell(column, each))))),
    ),
    ...(sorted.length > rowsTold ? [element("p", {}, element("button", { type: "button", onclick: moreRows }, `Show ${Math.min(ROWS, sorted.length - rowsTold)} more`))] : []),
  );
}

/* Whether a click on a row is one: not on a button in it, and not the end of marking its text. */
const opens = ({ target }) => !target.closest("button") && getSelection().isCollapsed;

function moreRows() {
  rowsTold += ROWS;
  tellTable();
}

function columnHead({ name }, column) {
  const sorted = order.column === column;
  const sort = () => {
    Object.assign(order, { column, down: sorted && !order.down });
    tellTable();
    byId("table").querySelectorAll("th button")[column].focus();
  };
  const arrow = sorted ? (order.down ? " ↓" : " ↑") : "";
  return element("th", { scope: "col", "aria-sort": sorted ? (order.down ? "descending" : "ascending") : "none" }, element("button", { type: "button", onclick: sort }, name + arrow));
}

function cell({ value, told: tell = value, press }, statement) {
  const text = String(tell(statement));
  return element("td", {}, press ? element("button", { type: "button", class: "link", onclick: () => select(press(statement)) }, text) : text);
}
