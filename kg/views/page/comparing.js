/* Two states side by side: what appears and what goes, between two dates or under a what-if. */

const CHANGES = {
  appears: { mark: "+", one: "appears", many: "appear" },
  goes: { mark: "−", one: "goes", many: "go" },
};

/* What is compared: `changes` tells of each statement that differs whether it appears or goes, `shown` holds
   these and what stays, and `unsure` what is certain at one end and possible at the other, where only what is
   certain is asked for. Null where nothing is compared. */
function compared() {
  if (state.compare === "dates" && spans.length > 1) return betweenDates();
  if (state.compare === "whatif" && content.whatif) return underSupposition();
  return null;
}

/* From the first to the last day of the period: each day as kg.project(..., at=...) takes it. Nothing appears
   that was possibly there, and nothing goes that possibly is. */
function betweenDates() {
  const [from, to] = ends().map((place) => spans[place]);
  const on = (day) => ({ start: day, end: day, exact: true });
  const [before, after] = [on(from.start), on(to.end)];
  const changes = new Map();
  const shown = new Set();
  const unsure = [];
  for (const each of view.wanted) {
    const [was, is] = [certaintyIn(each, before), certaintyIn(each, after)];
    if (Math.max(was, is) < leastCertainty()) continue;
    shown.add(each);
    if (was === IMPOSSIBLE || is === IMPOSSIBLE) changes.set(each, is ? "appears" : "goes");
    else if (Math.min(was, is) < leastCertainty()) unsure.push(each);
  }
  return { changes, shown, unsure };
}

/* What the page was drawn of, and what becomes of it. */
function underSupposition() {
  const { goes, appears } = content.whatif;
  const changes = new Map();
  const shown = new Set();
  for (const each of view.wanted) {
    const change_ = goes.includes(each.number) ? "goes" : appears.includes(each.number) ? "appears" : null;
    if (change_) changes.set(each, change_);
    if (change_ || view.certainty[each.number] >= leastCertainty()) shown.add(each);
  }
  return { changes, shown, unsure: [] };
}

/* Whether a what-if that is shown makes the statement count, whatever its status. */
const comesAbout = ({ number }) => state.compare === "whatif" && Boolean(content.whatif?.appears.includes(number));

const ends = () => state.period ?? [0, spans.length - 1];
const leastCertainty = () => (state.certain ? CERTAIN : POSSIBLE);

/* What is compared with what, in words. */
function comparedWords() {
  if (state.compare === "whatif") return content.whatif.title;
  const [from, to] = ends();
  return `from the first day of ${spans[from].from} to the last of ${spans[to].to}`;
}

/* The button that shows what the page was given to suppose. */
function startWhatIf() {
  if (!content.whatif) return;
  const button = byId("show-whatif");
  button.hidden = false;
  button.title = content.whatif.title;
  button.addEventListener("click", () => change({ compare: state.compare === "whatif" ? null : "whatif", selected: null }));
  onChange.push(() => button.setAttribute("aria-pressed", String(state.compare === "whatif")));
}
