/* The bar above the drawing in which two actors are named, and the paths between them found. */

const named_ = { a: null, b: null };

function startPaths() {
  for (const end of ["a", "b"]) {
    const box = byId(`path-${end}`);
    box.addEventListener("focus", () => box.select());
    combobox(box, byId(`path-${end}-hits`), {
      take: (actor) => {
        box.value = actors[actor].label;
        named_[end] = actor;
        ask();
      },
      leave: () => byId("drawing").focus(),
    });
  }
  byId("path-along").addEventListener("change", ask);
  byId("path-turn").addEventListener("click", () => {
    [named_.a, named_.b] = [named_.b, named_.a];
    ask();
  });
  const close = () => {
    Object.assign(named_, { a: null, b: null });
    change({ ends: null, selected: null, asking: false });
  };
  byId("path-close").addEventListener("click", close);
  byId("show-paths").addEventListener("click", () => {
    if (state.asking || state.ends) return close();
    change({ asking: true });
    byId("path-a").focus();
  });
  if (state.ends) Object.assign(named_, { a: state.ends.a, b: state.ends.b });
  onChange.push(tellPaths);
}

function ask() {
  const { a, b } = named_;
  const ready = a !== null && b !== null && a !== b;
  change({ asking: true, ends: ready ? { a, b, along: byId("path-along").value } : null });
  change({ selected: ready && view.paths.length ? { kind: "path", path: 0 } : null });
}

function tellPaths() {
  const open = Boolean(state.asking || state.ends);
  if (byId("paths").hidden === open) {
    byId("paths").hidden = !open;
    fit(); // the bar takes room from the drawing, which nothing else does
  }
  byId("show-paths").setAttribute("aria-pressed", String(open));
  const { a, b, along } = state.ends ?? (open ? { ...named_, along: byId("path-along").value } : { a: null, b: null, along: "influence" });
  Object.assign(named_, { a, b });
  byId("path-along").value = along;
  for (const end of ["a", "b"]) {
    const box = byId(`path-${end}`);
    if (document.activeElement !== box) box.value = named_[end] === null ? "" : actors[named_[end]].label;
  }
  const [count, same] = [view.paths.length, named_.a !== null && named_.a === named_.b];
  byId("path-told").textContent = same
    ? "Two different actors, please."
    : !state.ends
      ? "Name two actors."
      : count
        ? `${count === PATHS_AT_MOST ? `The ${count} strongest paths` : many(count, "path")} in what is shown.`
        : `No ${along === "conflict" ? "path of conflict" : along === "any" ? "path" : "influence path"} in what is shown.`;
}
