/* A box in which an actor is found by any of its names, from the keyboard alone. */

const MOST_HITS = 10;
let folded_ = null;

/* All names of each actor, folded when first asked for. */
function namesOf() {
  folded_ ??= actors.map((actor) => [actor.label, ...(actor.aliases ?? []), ...(actor.codes ?? []), actor.curie].map((name) => ({ name, folded: fold(name) })));
  return folded_;
}

/* The actors with a name that is, begins with, has a word that begins with, or holds the text. */
function find(text) {
  const wanted_ = fold(text);
  if (!wanted_) return [];
  const points = ({ folded }) =>
    !folded.includes(wanted_) ? 0 : folded === wanted_ ? 4 : folded.startsWith(wanted_) ? 3 : folded.split(/[\s:-]/).some((word) => word.startsWith(wanted_)) ? 2 : 1;
  return namesOf()
    .map((names, actor) => {
      const hit = { actor, name: "", points: 0 };
      for (const each of names) {
        const found = points(each);
        if (found > hit.points) Object.assign(hit, { name: each.name, points: found });
      }
      return hit;
    })
    .filter((hit) => hit.points)
    .sort((one, other) => other.points - one.points || one.actor - other.actor);
}

/* `take` gets the actor that was chosen, `leave` is called where the box is left with Escape. */
function combobox(box, list, { take, leave }) {
  let hits = [];
  let current = -1;
  let filled_ = null;
  const option = (place) => `${list.id}-${place}`;

  const mark = () => {
    list.querySelectorAll("[role=option]").forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
    if (current >= 0) box.setAttribute("aria-activedescendant", option(current));
    else box.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose_ = (place) => {
    if (!hits[place]) return;
    const { actor } = hits[place];
    close();
    take(actor);
  };
  const fill = (noted, all) => {
    const items = noted.map(([actor, note], place) =>
      element(
        "li",
        { role: "option", id: option(place), onmousedown: (event) => { event.preventDefault(); choose_(place); } },
        typeMark(actors[actor].type),
        element("span", { class: "t" }, actors[actor].label),
        element("small", {}, note),
      ),
    );
    if (all > noted.length) items.push(element("li", { role: "presentation" }, `${all - noted.length} more: type on`));
    if (box.value.trim() && !all) items.push(element("li", { role: "presentation" }, "No actor has such a name"));
    list.replaceChildren(...items);
  };
  const tell = () => {
    const found = find(box.value);
    hits = found.slice(0, MOST_HITS);
    current = hits.length ? 0 : -1;
    const noted = hits.map(({ actor, name }) => [actor, view.actors.has(actor) ? (name === actors[actor].label ? "" : name) : "filtered out"]);
    const said = JSON.stringify([noted, found.length, !box.value.trim()]);
    if (said !== filled_) fill(noted, found.length); // more letters often leave the same actors
    filled_ = said;
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };

  box.addEventListener("input", tell);
  box.addEventListener("focus", tell);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      current = hits.length ? (current + step + hits.length) % hits.length : -1;
      mark();
    } else if (event.key === "Enter") choose_(Math.max(current, 0));
    else if (event.key === "Escape") {
      close();
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
