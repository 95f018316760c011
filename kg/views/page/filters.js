/* The left column: a legend whose every row switches what it explains on and off, with its count. */

const rows = [];

function startFilters() {
  content.statuses.forEach((status) =>
    addRow(byId("statuses"), {
      label: status,
      mark: lineMark(undefined, status === "Actual"),
      members: [status],
      chosen: () => state.statuses,
      counts: (found) => found.status.get(status),
      told: () => (state.statuses.has(status) ? null : supposedOf(status)),
    }),
  );
  for (const sign of SIGNS_OF) {
    addRow(byId("signs"), {
      label: SIGNS[sign].name,
      mark: lineMark(sign),
      members: [sign],
      chosen: () => state.signs,
      counts: (found) => found.sign.get(sign),
    });
  }
  startConfidence();
  const signOfFamily = (family) => content.relations.find((each) => each.family === family).sign;
  // Cooperation, conflict, then what is neither.
  const families = [...content.families.keys()].sort((one, other) => (signOfFamily(other) || -2) - (signOfFamily(one) || -2));
  for (const family of families) addFamily(content.families[family], family);
  content.types.forEach((type, number) =>
    addRow(byId("types"), {
      label: type.label,
      mark: typeMark(number),
      members: [number],
      chosen: () => state.types,
      total: () => typesShown()[number],
    }),
  );
  startSizes();
  startColours();
  byId("lines").addEventListener("change", () => change({ lines: byId("lines").value }));
  byId("reset").addEventListener("click", () => change(atFirst()));
  const statuses = content.shown.length ? content.shown : content.statuses; // where nothing is there at first
  if (!content.shown.length) byId("reset-empty").textContent = "Show all statuses";
  byId("reset-empty").hidden = !content.statuses.length;
  byId("reset-empty").addEventListener("click", () => change({ ...atFirst(), statuses: new Set(statuses) }));
  onChange.push(tellFilters);
}

let typesOf = { actors: null, counts: [] };

/* How many actors of each type are shown, counted once for the rows of all types. */
function typesShown() {
  if (typesOf.actors !== view.actors) {
    const counts = content.types.map(() => 0);
    for (const actor of view.actors) counts[actors[actor].type] += 1;
    typesOf = { actors: view.actors, counts };
  }
  return typesOf.counts;
}

/* A family with its relation types below it, the most used first. */
function addFamily(label, family) {
  const members = [...content.relations.keys()].filter((each) => content.relations[each].family === family);
  const used = (relation) => view.tally.all.relation.get(relation) ?? 0;
  members.sort((one, other) => used(other) - used(one) || one - other);
  const box = element("div", { class: "family" });
  const inside = element("div", { class: "rows" });
  const fold_ = element("details", {}, element("summary", {}, many(members.length, "relation type")), inside);
  byId("families").append(box);
  addRow(box, {
    label,
    members,
    chosen: () => state.relations,
    counts: (found) => found.family.get(family),
  });
  box.append(fold_);
  for (const relation of members) {
    addRow(inside, {
      label: content.relations[relation].label,
      title: content.relations[relation].definition,
      members: [relation],
      chosen: () => state.relations,
      counts: (found) => found.relation.get(relation),
    });
  }
}

function addRow(box, { label, title, mark, members, chosen, counts, total, told: tell }) {
  const check = element("input", { type: "checkbox" });
  const count = element("span", { class: "n" });
  const row = element("label", { class: "row", title: title ?? label }, check, mark, element("span", { class: "t" }, label), count);
  check.addEventListener("change", () => {
    for (const member of members) check.checked ? chosen().add(member) : chosen().delete(member);
    change({});
  });
  box.append(row);
  rows.push(() => {
    const on = members.filter((member) => chosen().has(member)).length;
    check.checked = on > 0;
    check.indeterminate = on > 0 && on < members.length;
    row.classList.toggle("off", on === 0);
    const text = tell?.() ?? String(total ? total() : counted(counts));
    if (count.textContent !== text) count.textContent = text; // the same text anew would be laid out anew
  });
}

/* Of a status that is not chosen, how many the what-if brings, beside how many there are: "+1 / 3". */
function supposedOf(status) {
  const brought = view.statements.filter((each) => each.status === status).length;
  return brought ? `+${grouped(brought)} / ${grouped(view.tally.all.status.get(status))}` : null;
}

/* How many are shown, of all there are. */
function counted(counts) {
  const [shown, all] = [view.tally.shown, view.tally.all].map((found) => counts(found) ?? 0);
  const [some, of] = [shown, all].map((each) => grouped(each));
  return shown === all ? of : `${some} / ${of}`;
}

function startSizes() {
  const choose = byId("size");
  choose.append(...content.measures.map((each, number) => element("option", { value: number }, each.name.replace("_", " "))));
  choose.append(element("option", { value: -1 }, "all alike"));
  choose.value = state.size;
  choose.addEventListener("change", () => change({ size: Number(choose.value) }));
}

/* The least confidence, in steps of five per cent. */
function startConfidence() {
  const box = byId("confidence");
  box.addEventListener("input", () => change({ confidence: Number(box.value) }));
}

function tellFilters() {
  rows.forEach((refresh) => refresh());
  byId("size").value = state.size;
  byId("size-meaning").textContent = content.measures[state.size]
    ? `Larger: ${content.measures[state.size].meaning}, over ${content.measured} (whole page).`
    : "";
  byId("colour").value = state.colour;
  tellColours();
  byId("lines").value = state.lines;
  byId("confidence").value = state.confidence;
  byId("confidence-told").textContent = state.confidence ? `${percent(state.confidence)} and more` : "any";
  byId("count").textContent = countWords();
  byId("reset").hidden = !filtered();
}

function countWords() {
  const counted_ = `${grouped(view.statements.length)} of ${many(statements.length, "statement")}, ${grouped(view.actors.size)} of ${many(actors.length, "actor")}`;
  if (state.compare) return `${counted_}, ${state.compare === "dates" ? "at either end" : "before or after"}: ${comparedWords()}`;
  return state.period ? `${counted_}, ${periodWords()}` : counted_;
}
