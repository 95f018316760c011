/* A path in a sentence with numbered sources, as kg.paths tells it. */

const TOLD = 3; // statements of a step that its sentence says in full
const OUT_OF_ORDER =
  "In time its steps cannot follow one another: a later one is over before an earlier one can be taken (see kg journeys).";

/* `labels` are the actors' names, `time` what was asked about: `{ at }`, `{ between: [from, to] }` or nothing;
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
  const inOrder = Boolean(time?.at) || followOneAnother(on);
  const names = actorsOnIt.map((actor) => labels[actor]);
  const weak = `${labels[weakest.from]} to ${labels[weakest.to]}`;
  const hostile = on.filter(({ carriers }) => carriers.every(({ relation }) => relations[relation].sign === -1)).length;
  const sentence =
    `${names[0]} ${hostile ? "is linked to" : "reaches"} ${names.at(-1)} in ${on.length} step${on.length === 1 ? "" : "s"}: ${sentences.join("; ")}` +
    `. Strength ${fixed(strength, 3)}${standing(certainty, time, on.length)}` +
    (on.length > 1 ? `; weakest link ${weak} (${fixed(weakest.strength, 3)}).` : ".") +
    (inOrder ? "" : ` ${OUT_OF_ORDER}`);
  return { actors: actorsOnIt, statements: on.flatMap(({ carriers }) => carriers.map(({ number }) => number)), strength, certainty, sentence, citations };
}

/* How certainly a path stands at the time asked about, in words that follow its strength. */
function standing(certainty, time, count) {
  if (!time) return "";
  if (time.at) return `, ${certainty} as to time`;
  const [from, to] = time.between;
  return `, ${count > 1 ? "each step " : ""}${certainty === "certain" ? "certainly" : "possibly"} within ${from}${from === to ? "" : ` to ${to}`}`;
}

/* Whether each step can be taken once those before it are, as kg.analysis.sequence has it. */
function followOneAnother(on) {
  let day = -Infinity;
  for (const { carriers } of on) {
    const spans_ = carriers.map(({ days }) => [days[0] ?? -Infinity, days[3] ?? Infinity]);
    const taken = spans_.filter(([first, last]) => first <= last && day <= last).map(([first]) => Math.max(day, first));
    if (!taken.length) return false;
    day = Math.min(...taken);
  }
  return true;
}

function citation({ author, date, title }, locator) {
  const who = [author, date ? `(${date})` : ""].filter(Boolean).join(" ");
  return [who, title, locator].filter(Boolean).join(", ");
}
