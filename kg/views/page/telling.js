/* A path in a sentence with numbered sources, as kg.paths tells it. */

const TOLD = 3; // statements of a step that its sentence says in full

/* `labels` are the actors' names; what is told is the same text as Python's. */
function tellPathOf(actorsOnIt, steps, { labels, relations, sources }) {
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
  const certainty = on.every((step) => step.certain) ? "certain" : "possible";
  const names = actorsOnIt.map((actor) => labels[actor]);
  const weak = `${labels[weakest.from]} to ${labels[weakest.to]}`;
  const hostile = on.filter(({ carriers }) => carriers.every(({ relation }) => relations[relation].sign === -1)).length;
  const sentence =
    `${names[0]} ${hostile ? "is linked to" : "reaches"} ${names.at(-1)} in ${on.length} step${on.length === 1 ? "" : "s"}: ${sentences.join("; ")}` +
    `. Strength ${fixed(strength, 3)}, ${certainty} as to time` +
    (on.length > 1 ? `; weakest link ${weak} (${fixed(weakest.strength, 3)}).` : ".");
  return { actors: actorsOnIt, statements: on.flatMap(({ carriers }) => carriers.map(({ number }) => number)), strength, certainty, sentence, citations };
}

function citation({ author, date, title }, locator) {
  const who = [author, date ? `(${date})` : ""].filter(Boolean).join(" ");
  return [who, title, locator].filter(Boolean).join(", ");
}
