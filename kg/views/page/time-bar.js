/* The bar below the drawing: how many relations there are in each month by sign, and two handles. */

const PLAYED = 700; // milliseconds a step
const TALL = 40; // the height of the bars, in pixels
const STEP_AT_MOST = 12; // months that are played at once where no period was chosen

let playing = null;
const calm = matchMedia("(prefers-reduced-motion: reduce)"); // nothing plays by itself: a press is a step

function startTime() {
  if (spans.length < 2 || !statements.some(({ when }) => when)) return; // there is no period to choose
  byId("time").hidden = false;
  const last = spans.length - 1;
  for (const [id, place] of [["from", 0], ["to", last]]) {
    const handle = byId(id);
    Object.assign(handle, { min: 0, max: last, step: 1, value: place });
    handle.addEventListener("input", () => moved(id));
  }
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  calm.addEventListener("change", stop);
  tellPlay();
  byId("whole").addEventListener("click", () => change({ period: null }));
  byId("certain").addEventListener("change", () => change({ certain: byId("certain").checked }));
  byId("compare-dates").addEventListener("click", () => change({ compare: state.compare === "dates" ? null : "dates" }));
  ticks();
  onChange.push(tellTimes);
}

/* The handles push each other, so that the period never ends before it starts. */
function moved(id) {
  let [from, to] = ["from", "to"].map((each) => Number(byId(each).value));
  if (from > to) [from, to] = id === "from" ? [from, from] : [to, to];
  change({ period: whole(from, to) ? null : [from, to] });
}

const whole = (from, to) => from === 0 && to === spans.length - 1;

function play() {
  const [from, to] = state.period ?? [0, Math.min(STEP_AT_MOST, spans.length) - 1];
  const width = to - from;
  const restart = to === spans.length - 1;
  change({ period: restart ? [0, width] : calm.matches && state.period ? nextPeriod(from, to) : [from, to] });
  if (calm.matches) return;
  playing = setInterval(() => {
    const [now, end] = ends();
    if (end >= spans.length - 1) return stop();
    change({ period: nextPeriod(now, end) });
  }, PLAYED);
  tellPlay();
}

/* The next period of this length in which something else stands, or the last one. */
function nextPeriod(from, to) {
  const standing = (period) => view.wanted.filter((each) => certaintyIn(each, windowOf(period)) >= leastCertainty()).map(({ number }) => number).join();
  const now = standing([from, to]);
  let later = 1;
  while (!state.compare && to + later < spans.length - 1 && standing([from + later, to + later]) === now) later += 1;
  return [from + later, to + later];
}

function stop() {
  clearInterval(playing);
  playing = null;
  tellPlay();
}

function tellPlay() {
  byId("play").textContent = playing ? "Pause" : calm.matches ? "Step" : "Play";
}

function tellTimes() {
  const [from, to] = ends();
  byId("from").value = from;
  byId("to").value = to;
  byId("from").setAttribute("aria-valuetext", `from ${spans[from].from}`);
  byId("to").setAttribute("aria-valuetext", `to ${spans[to].to}`);
  byId("period").textContent = periodWords();
  byId("whole").hidden = state.period === null;
  tellCertain();
  byId("compare-dates").setAttribute("aria-pressed", String(state.compare === "dates"));
  histogram(from, to);
}

function periodWords() {
  if (!state.period) return "All of the time";
  const [from, to] = [spans[state.period[0]].from, spans[state.period[1]].to];
  return from === to ? from : `${from} to ${to}`;
}

/* Over all of the time nothing is merely possible, unless the page was drawn of a time itself. */
const someArePossible = statements.some(({ certainty }) => certainty === "possible");

function tellCertain() {
  const box = byId("certain");
  const idle = !state.certain && !state.period && state.compare !== "dates" && !someArePossible;
  Object.assign(box, { checked: state.certain, disabled: idle });
  box.parentElement.title = idle ? "Choose a period first: over all of the time this would drop nothing" : "Leave out what is only possibly there then, by its dates";
}

/* Of those asked for, how many stand in each month; those that only possibly do are pale, and what is outside
   of the period lies under a veil. The bars are made anew where other statements are asked for. */
function histogram(from, to) {
  const box = byId("histogram");
  const asked = addressOf({ ...state, period: null, compare: state.compare === "whatif" ? "whatif" : null, ends: null, selected: null, scene: null });
  if (asked !== box.dataset.asked) {
    box.dataset.asked = asked;
    box.setAttribute("viewBox", `0 0 ${spans.length} ${TALL}`);
    box.replaceChildren(...bars(monthly(view.wanted.filter((each) => !each.supposed))), ...["before", "after"].map((side) => picture("rect", { class: `veil ${side}`, y: 0, height: TALL })));
  }
  const veil = (side, x, width) => {
    const rect = box.querySelector(`.${side}`);
    rect.setAttribute("x", x);
    rect.setAttribute("width", width);
  };
  veil("before", 0, from);
  veil("after", to + 1, spans.length - to - 1);
}

/* One path for each sign and certainty, whose bars stand on each other. */
function bars(counts) {
  const total = (count) => Object.values(count).flat().reduce((sum, each) => sum + each, 0);
  const highest = Math.max(1, ...counts.map(total));
  byId("most").textContent = grouped(highest);
  const tops = counts.map(() => TALL);
  return SIGNS_OF.flatMap((sign) =>
    [0, 1].map((pale) => {
      const parts = counts.map((count, place) => {
        if (!count[sign][pale]) return "";
        const tall = (count[sign][pale] / highest) * TALL;
        tops[place] -= tall;
        return `M${place + 0.06},${tops[place].toFixed(2)}h.88v${tall.toFixed(2)}h-.88z`;
      });
      return picture("path", { d: parts.join(""), class: `${SIGNS[sign].colour}${pale ? " pale" : ""}` });
    }),
  );
}

/* For each span, how many certainly and how many possibly stand in it, by sign. Without waivers these spans
   follow on each other, so that a statement is counted where it begins and taken off where it ends. */
function monthly(some) {
  const none = () => ({ 1: [0, 0], 0: [0, 0], "-1": [0, 0] });
  const bars = spans.map(none);
  const steps = [...spans, null].map(none);
  const count = (sign, pale, first, after) => {
    if (first >= after) return;
    steps[first][sign][pale] += 1;
    steps[after][sign][pale] -= 1;
  };
  for (const each of some) {
    const sign = signOf(each);
    if (each.waivers) {
      spans.forEach(({ start, end }, place) => {
        const found = certaintyIn(each, { start, end, exact: false });
        if (found >= leastCertainty()) bars[place][sign][found === CERTAIN ? 0 : 1] += 1;
      });
      continue;
    }
    const [possible, certain] = standsAlongSpans(each.days, relationOf(each).act, spans);
    count(sign, 0, ...certain);
    if (state.certain) continue;
    const none_ = certain[0] >= certain[1];
    count(sign, 1, possible[0], none_ ? possible[1] : certain[0]);
    if (!none_) count(sign, 1, certain[1], possible[1]);
  }
  const sum = none();
  bars.forEach((bar, place) => {
    for (const sign of SIGNS_OF) {
      for (const pale of [0, 1]) bar[sign][pale] += sum[sign][pale] += steps[place][sign][pale];
    }
  });
  return bars;
}

/* Years below the bar, as many as there is room for. */
function ticks() {
  const starts = spans.map(({ from }, place) => ({ from, place })).filter(({ from, place }) => !place || from.endsWith("-01") || from.length === 4);
  const every = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => starts.length / step <= 14) ?? 500;
  const told_ = starts.filter(({ from, place }) => !place || Number(from.slice(0, 4)) % every === 0);
  byId("ticks").replaceChildren(
    ...told_.map(({ from, place }) => {
      const early = !place && spans.length > 1 && spans[0].from !== spans[0].to;
      const tick = element("span", {}, early ? "‹" : from.slice(0, place ? 4 : 7));
      tick.style.left = `${(100 * place) / spans.length}%`;
      return tick;
    }),
  );
}
