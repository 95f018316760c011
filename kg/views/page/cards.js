/* A statement as a card: what it says, whether it is so, when, how sure, by what, and where it stands. */

function card(statement) {
  const sign = SIGNS[signOf(statement)];
  const facts = [
    ["Amount", statement.amount],
    ["By", statement.instruments],
    ["About", statement.about],
    ["In answer to", statement.in_response_to],
    ["Where", statement.location],
    ["According to", statement.attributed_to],
    ...(statement.extra ?? []),
  ].filter(([, value]) => value);
  return element(
    "article",
    { class: `card ${sign.colour}${isActual(statement) ? "" : " unasserted"}`, "data-statement": statement.curie },
    element("h3", {}, sentence(statement)),
    element(
      "p",
      { class: "facts" },
      element("span", { class: "status" }, statement.status),
      ` · ${statement.when ?? UNDATED}`,
      statement.certainty === "possible" ? " · only possibly then" : "",
      ` · confidence ${percent(statement.confidence)} · ${sign.name}`,
      view.changes.has(statement) ? element("b", {}, ` · ${view.changes.get(statement)}`) : "",
    ),
    facts.length ? element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, [value].flat().join("; "))])) : "",
    statement.note ? element("p", { class: "note" }, statement.note) : "",
    ...bySource(statement.evidence ?? []).map(proof),
    statement.evidence ? "" : element("p", { class: "proof missing" }, "No evidence is recorded."),
    element("p", { class: "name" }, statement.curie),
  );
}

/* Pieces of evidence that stand in one source, none of them quoted, as one that has all of their places. */
function bySource(pieces) {
  const found = [];
  for (const piece of pieces) {
    const like = found.find((each) => each.source === piece.source && !each.quote && !piece.quote && each.locator && piece.locator);
    if (like) like.locator += `; ${piece.locator}`;
    else found.push({ ...piece });
  }
  return found;
}

function proof(piece) {
  const source = content.sources[piece.source];
  const by = [source.author, source.publisher, source.date].filter(Boolean).join(", ");
  return element(
    "div",
    { class: "proof" },
    piece.quote ? element("blockquote", {}, piece.quote) : "",
    element("b", {}, piece.locator ?? "place not given"),
    ` in “${source.title}”`,
    by ? `, ${by}` : "",
    source.reliability ? `, reliability ${source.reliability}` : "",
    source.url ? element("span", {}, ", ", link(source.url)) : "",
  );
}

const begun = (statement) => statement.date ?? statement.since ?? statement.until ?? "";

/* What appears or goes first; Actual before the rest; within a status the latest first, those without a date last. */
function inOrder(some) {
  return [...some].sort(
    (one, other) =>
      view.changes.has(other) - view.changes.has(one) ||
      isActual(other) - isActual(one) ||
      (begun(one) < begun(other) ? 1 : begun(one) > begun(other) ? -1 : one.number - other.number),
  );
}

/* Cards of those that pass the filters, and a word on those that do not. */
function cards(some) {
  const shown = some.filter((each) => view.passing.has(each));
  const hidden = some.length - shown.length;
  return [
    ...inOrder(shown).map(card),
    hidden ? element("p", { class: "fine" }, `${many(hidden, "statement")} more ${hidden === 1 ? "is" : "are"} filtered out.`) : "",
  ];
}
