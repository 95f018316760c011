/* A path in a sentence with numbered sources, as kg.paths tells it. */

const TOLD = 3; // statements of a step that its sentence says in full
const OUT_OF_ORDER =
  "In time its steps cannot follow one another: a later one is over before an earlier one can be taken (see kg journeys).";
const SUSPENDED = "In time it cannot be taken on the days that waivers leave it (see kg journeys).";
const DATE = /^(\d{4})(?:-(\d\d)(?!:))?(?:-(\d\d)(?!:))?/; // without the timezone
const onNoDay = (at) => `No one day of ${at} has all its steps: they stand on different days of it (see kg journeys).`;

/* `labels` are the actors' names, `time` what was asked about: `{ at, memory }`, `{ between: [from, to] }` or nothing;
   what is told is the same text as Python's. */
function tellPathOf(actorsOnIt, steps, { labels, relations, sources, time }) {
  const citations = [];
  const say = (statement) => {
    const notes = [statement.when, statement.status === "Actual" ? null : statement.status.toLowerCase()].filter(Boolean);
    const marks = new Set();
    for (const { source, locator } of statement.evidence ?? []) {
      const text = citation(sources[source], locator);
      if (!citations.includes(text)) citations.push(text);
      marks.add(citations.indexOf(text) + 1);
    }
    const words = `${labels[statement.subject]} ${relations[statement.relation].label} ${labels[statement.object]}`;
    const noted = notes.length ? ` (${notes.join(", ")})` : "";
    return words + noted + [...marks].sort((one, other) => one - other).map((mark) => ` [${mark}]`).join("");
  };
  const on = actorsOnIt.slice(1).map((to, place) => steps.get(actorsOnIt[place]).get(to));
  const sentences = on.map(({ carriers }) => {
    const told = carriers.slice(0, TOLD).map(say);
    if (carriers.length > TOLD) told.push(`${carriers.length - TOLD} more`);
    return told.join(" and ");
  });
  const strength = on.reduce((product, step) => product * step.strength, 1);
  const weakest = on.reduce((weak, step) => (step.strength < weak.strength ? step : weak));
  const certainty = !time ? null : on.every((step) => step.certain) ? "certain" : "possible";
  const inOrder = time?.at ? standOnOneDay(on, relations, time) : followOneAnother(on);
  const names = actorsOnIt.map((actor) => labels[actor]);
  const weak = `${labels[weakest.from]} to ${labels[weakest.to]}`;
  const hostile = on.filter(({ carriers }) => carriers.every(({ relation }) => relations[relation].sign === -1)).length;
  const sentence =
    `${names[0]} ${hostile ? "is linked to" : "reaches"} ${names.at(-1)} in ${on.length} step${on.length === 1 ? "" : "s"}: ${sentences.join("; ")}` +
    `. Strength ${fixed(strength, 3)}${standing(certainty, time, on.length, inOrder)}` +
    (on.length > 1 ? `; weakest link ${weak} (${fixed(weakest.strength, 3)}).` : ".") +
    (inOrder ? "" : ` ${apart(on, time)}`);
  return { actors: actorsOnIt, statements: on.flatMap(({ carriers }) => carriers.map(({ number }) => number)), strength, certainty, sentence, citations };
}

/* How certainly a path stands at the time asked about, in words that follow its strength. */
function standing(certainty, time, count, inOrder) {
  if (!time) return "";
  if (time.at) return `, ${inOrder ? "" : "each step "}${certainty} as to time`;
  const [from, to] = time.between;
  return `, ${count > 1 ? "each step " : ""}${certainty === "certain" ? "certainly" : "possibly"} within ${from}${from === to ? "" : ` to ${to}`}`;
}

/* Why nothing can have run along a path. */
function apart(on, time) {
  if (time?.at) return onNoDay(time.at);
  const alone = on.map(({ carriers }) => ({ carriers: carriers.map(({ days }) => ({ days })) }));
  return followOneAnother(alone) ? SUSPENDED : OUT_OF_ORDER;
}

/* Whether each step can be taken once those before it are, as kg.analysis.sequence has it. */
function followOneAnother(on) {
  let day = -Infinity;
  for (const { carriers } of on) {
    const spans_ = carriers.flatMap((each) => daysLeft(each));
    const taken = spans_.filter(([first, last]) => first <= last && day <= last).map(([first]) => Math.max(day, first));
    if (!taken.length) return false;
    day = Math.min(...taken);
  }
  return true;
}

/* Whether one day of the date has all steps; an act carries on from its day, if so many days are not its memory. */
function standOnOneDay(on, relations, { at, memory = Infinity }) {
  const [year, month, day] = at.match(DATE).slice(1).map((part) => part && Number(part));
  const start = ordinal(year, month ?? 1, day ?? 1);
  const end = day ? start : month ? ordinal(year, month + 1, 0) : ordinal(year, 12, 31);
  if (start === end || on.length === 1) return true;
  let common = [[start, end]];
  for (const { carriers } of on) {
    const spans_ = carriers.flatMap((each) => daysLeft(each, relations[each.relation].act ? memory : 0));
    const meets = common.flatMap(([a, b]) => spans_.map(([c, d]) => [Math.max(a, c), Math.min(b, d)]));
    const kept = meets.filter(([first, last]) => first <= last);
    common = [...new Map(kept.map((each) => [each.join(), each])).values()];
  }
  return common.length > 0;
}

/* The stretches of days on which a statement may stand: those on which no waiver surely is in force. */
function daysLeft({ days, waivers = [] }, carryingOn = 0) {
  let parts = [[days[0] ?? -Infinity, (days[3] ?? Infinity) + carryingOn]];
  for (const [firstLow, firstHigh, lastLow, lastHigh] of waivers) {
    const [begun, low] = [least(firstHigh, lastHigh), firstLow ?? -Infinity];
    if (begun === null || low > (lastHigh ?? Infinity)) continue;
    const ended = lastLow === null && lastHigh === null ? Infinity : Math.max(low, lastLow ?? low);
    if (begun > ended) continue;
    parts = parts.flatMap(([first, last]) => [[first, Math.min(last, begun - 1)], [Math.max(first, ended + 1), last]]);
    parts = parts.filter(([first, last]) => first <= last);
  }
  return parts;
}

function citation({ author, date, title }, locator) {
  const who = [author, date ? `(${date})` : ""].filter(Boolean).join(" ");
  return [who, title, locator].filter(Boolean).join(", ");
}
