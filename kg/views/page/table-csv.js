/* The statements shown as CSV, with everything that the table has no room for. */

const FIELDS = {
  statement: (each) => each.iri,
  subject: (each) => actors[each.subject].iri,
  subject_label: (each) => actors[each.subject].label,
  relation: (each) => relationOf(each).name,
  relation_label: (each) => relationOf(each).label,
  object: (each) => actors[each.object].iri,
  object_label: (each) => actors[each.object].label,
  status: (each) => each.status,
  sign: (each) => signOf(each),
  since: (each) => each.since,
  until: (each) => each.until,
  date: (each) => each.date,
  certainty: (each) => ["impossible", "possible", "certain"][view.certainty[each.number]],
  confidence: (each) => each.confidence,
  strength: (each) => each.strength,
  attributed_to: (each) => each.attributed_to?.join("; "),
  instruments: (each) => each.instruments?.join("; "),
  sources: (each) => (each.evidence ?? []).map(({ source, locator }) => citation(content.sources[source], locator)).join("; "),
  urls: (each) => [...new Set((each.evidence ?? []).map(({ source }) => content.sources[source].url).filter(Boolean))].join(" "),
};

/* RFC 4180; before what a spreadsheet would run as a formula stands a '. */
function csvCell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(some) {
  const rows_ = [Object.keys(FIELDS), ...some.map((each) => Object.values(FIELDS).map((field) => field(each)))];
  return rows_.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function saveTable() {
  saveFile("statements.csv", "text/csv", `\ufeff${csvOf(view.statements)}`);
}
