/* A box in which an actor is found by any of its names, from the keyboard alone. */

const MOST_HITS = 10;
const namesOf = actors.map((actor) => [actor.label, ...(actor.aliases ?? []), ...(actor.codes ?? []), actor.curie].map((name) => ({ name, folded: fold(name) })));

/* The actors with a name that is, begins with, has a word that begins with, or holds the text. */
function find(text) {
  const wanted_ = fold(text);
  if (!wanted_) return [];
  const points = ({ folded }) => (folded === wanted_ ? 4 : folded.startsWith(wanted_) ? 3 : folded.split(/[\s:-]/).some((word) => word.startsWith(wanted_)) ? 2 : folded.includes(wanted_) ? 1 : 0);
  return actors
    .map((_, actor) => {
      const [best, ...others] = namesOf[actor];
      const found = others.reduce((top, each) => (points(each) > points(top) ? each : top), best);
      return { actor, name: found.name, points: points(found) };
    })
    .filter((hit) => hit.points)
    .sort((one, other) => other.points - one.points || one.actor - other.actor);
}

/* `take` gets the actor that was chosen, `leave` is called where the box is left with Escape. */
function combobox(box, list, { take, leave }) {
  let hits = [];
  let current = -1;
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
  const tell = () => {
    const found = find(box.value);
    hits = found.slice(0, MOST_HITS);
    current = hits.length ? 0 : -1;
    const items = hits.map(({ actor, name }, place) =>
      element(
        "li",
        { role: "option", id: option(place), onmousedown: (event) => { event.preventDefault(); choose_(place); } },
        typeMark(actors[actor].type),
        element("span", { class: "t" }, actors[actor].label),
        element("small", {}, view.actors.has(actor) ? (name === actors[actor].label ? "" : name) : "filtered out"),
      ),
    );
    if (found.length > hits.length) items.push(element("li", { role: "presentation" }, `${found.length - hits.length} more: type on`));
    if (box.value.trim() && !hits.length) items.push(element("li", { role: "presentation" }, "No actor has such a name"));
    list.replaceChildren(...items);
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
