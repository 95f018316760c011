/* When statements stand: the same answers as kg.dates and kg.holding give. Days are ordinals, as in Python. */

const IMPOSSIBLE = 0;
const POSSIBLE = 1;
const CERTAIN = 2;
const EPOCH = 719163; // the ordinal of 1970-01-01
const MONTHS_AT_MOST = 480; // a longer time is told in years
const EARLY = 0.1; // the share of days that may be long before the others
const LONG_BEFORE = 5; // years

const least = (one, other) => (one === null ? other : other === null ? one : Math.min(one, other));
const most = (one, other) => (one === null ? other : other === null ? one : Math.max(one, other));

/* How certainly what has these bounds is in the window, waivers apart; an act carries on from its day. */
function standsAlone([firstLow, firstHigh, lastLow, lastHigh], act, { start, end, exact }) {
  if (firstLow !== null && lastHigh !== null && firstLow > lastHigh) return IMPOSSIBLE;
  if (firstLow !== null && firstLow > end) return IMPOSSIBLE;
  const begun = least(firstHigh, lastHigh);
  if (act && exact) return begun !== null && begun <= start ? CERTAIN : POSSIBLE;
  if (lastHigh !== null && lastHigh < start) return IMPOSSIBLE;
  const lasting = lastLow === null && lastHigh === null;
  const ended = most(firstLow, lastLow);
  const [begunBy, endedFrom] = exact ? [start, end] : [end, start];
  const sure = begun !== null && begun <= begunBy && (lasting || (ended !== null && ended >= endedFrom));
  return sure ? CERTAIN : POSSIBLE;
}

/* The same, on days on which no waiver is in force: one day of each stretch between bounds speaks for it. */
function stands(days, act, waivers, window) {
  const whole = standsAlone(days, act, window);
  if (!waivers.length) return whole;
  const inForce = (day) => Math.max(...waivers.map((waiver) => standsAlone(waiver, false, day)));
  const turns = turningDays([days, ...waivers], window).map((day) => ({ start: day, end: day, exact: window.exact }));
  const standing = turns.filter((day) => standsAlone(days, act, day) !== IMPOSSIBLE);
  if (standing.every((day) => inForce(day) === IMPOSSIBLE)) return whole;
  const answers = new Set(turns.map((day) => Math.min(standsAlone(days, act, day), CERTAIN - inForce(day))));
  if (answers.size === 1) return [...answers][0];
  return !window.exact && answers.has(CERTAIN) ? CERTAIN : POSSIBLE;
}

function turningDays(periods, { start, end }) {
  const bounds = periods.flat().filter((day) => day !== null);
  const turns = bounds.flatMap((day) => [day, day + 1]).filter((day) => start < day && day <= end);
  return [...new Set([start, ...turns])].sort((one, other) => one - other);
}

/* Of spans that follow on each other, those in which what has these bounds possibly and certainly stands:
   for each answer the first of them and the one after the last. */
function standsAlongSpans(days, act, spans_) {
  return [POSSIBLE, CERTAIN].map((answer) => {
    const is = (place) => standsAlone(days, act, { ...spans_[place], exact: false }) >= answer;
    const first = firstWhere(spans_.length, (place) => is(place) || isPast(days, spans_[place], answer));
    return [first, Math.max(first, firstWhere(spans_.length, (place) => place >= first && !is(place)))];
  });
}

/* Whether a span comes after those in which it stands, if it does in any. */
function isPast([, firstHigh, , lastHigh], { start, end }, answer) {
  if (answer === POSSIBLE) return lastHigh !== null && lastHigh < start;
  const begun = least(firstHigh, lastHigh);
  return begun !== null && begun <= end;
}

/* The first place for which it holds, or their number; it holds for all after one for which it does. */
function firstWhere(count, holds) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* The ordinal of a day; month counts from 1, and may run over. */
function ordinal(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 86_400_000 + EPOCH;
}

function dateOf(day) {
  const date = new Date((day - EPOCH) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/* The months, or the years, from the earliest to the latest of these days, each with its name, its first and
   last day, and the dates by which an address names it. What comes long before most days is one span. */
function spansOf(days) {
  if (!days.length) return [];
  const sorted = [...days].sort((one, other) => one - other);
  const [first, last] = [sorted[0], sorted.at(-1)].map(dateOf);
  const dense = dateOf(sorted[Math.floor(sorted.length * EARLY)]).year;
  const early = dense - first.year >= LONG_BEFORE;
  const from = early ? { year: dense, month: 1 } : first;
  const months = (last.year - from.year) * 12 + last.month - from.month + 1;
  const spans_ = months > MONTHS_AT_MOST ? years(from.year, last.year) : monthsFrom(from, months);
  return early ? [earlier(first.year, dense - 1), ...spans_] : spans_;
}

const padded = (year) => String(year).padStart(4, "0");

function earlier(first, last) {
  const [from, to] = [padded(first), padded(last)];
  return { name: `${from} to ${to}`, from, to, start: ordinal(first, 1, 1), end: ordinal(last, 12, 31) };
}

function years(first, last) {
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const name = padded(first + place);
    return { name, from: name, to: name, start: ordinal(first + place, 1, 1), end: ordinal(first + place, 12, 31) };
  });
}

function monthsFrom({ year, month }, count) {
  return Array.from({ length: count }, (_, place) => {
    const passed = month - 1 + place;
    const [then, inYear] = [year + Math.floor(passed / 12), (passed % 12) + 1];
    const name = `${padded(then)}-${String(inYear).padStart(2, "0")}`;
    return { name, from: name, to: name, start: ordinal(then, inYear, 1), end: ordinal(then, inYear + 1, 0) };
  });
}
