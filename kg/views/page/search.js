/* Finding an actor by any of its names, from the keyboard alone. */

const MOST_HITS = 10;
const namesOf = actors.map((actor) => [actor.label, ...(actor.aliases ?? []), ...(actor.codes ?? []), actor.curie].map((name) => ({ name, folded: fold(name) })));

let hits = [];
let current = -1;

/* The actors with a name that is, begins with, has a word that begins with, or holds the text. */
function find(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const points = ({ folded }) => (folded === wanted ? 4 : folded.startsWith(wanted) ? 3 : folded.split(/[\s:-]/).some((word) => word.startsWith(wanted)) ? 2 : folded.includes(wanted) ? 1 : 0);
  return actors
    .map((_, actor) => {
      const [best, ...others] = namesOf[actor];
      const found = others.reduce((top, each) => (points(each) > points(top) ? each : top), best);
      return { actor, name: found.name, points: points(found) };
    })
    .filter((hit) => hit.points)
    .sort((one, other) => other.points - one.points || one.actor - other.actor);
}

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", () => tellHits(box.value));
  box.addEventListener("focus", () => tellHits(box.value));
  box.addEventListener("blur", closeHits);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      current = hits.length ? (current + step + hits.length) % hits.length : -1;
      markCurrent();
    } else if (event.key === "Enter") take(Math.max(current, 0));
    else if (event.key === "Escape") {
      box.value = "";
      closeHits();
      byId("drawing").focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function tellHits(text) {
  const found = find(text);
  hits = found.slice(0, MOST_HITS);
  current = hits.length ? 0 : -1;
  const items = hits.map(({ actor, name }, place) =>
    element(
      "li",
      { role: "option", id: `hit-${place}`, onmousedown: (event) => { event.preventDefault(); take(place); } },
      typeMark(actors[actor].type),
      element("span", { class: "t" }, actors[actor].label),
      element("small", {}, view.actors.has(actor) ? (name === actors[actor].label ? "" : name) : "filtered out"),
    ),
  );
  if (found.length > hits.length) items.push(element("li", { role: "presentation" }, `${found.length - hits.length} more: type on`));
  if (text.trim() && !hits.length) items.push(element("li", { role: "presentation" }, "No actor has such a name"));
  byId("hits").replaceChildren(...items);
  byId("hits").hidden = !text.trim();
  byId("search").setAttribute("aria-expanded", String(!byId("hits").hidden));
  markCurrent();
}

function markCurrent() {
  byId("hits").querySelectorAll("[role=option]").forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
  if (current >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${current}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function take(place) {
  if (!hits[place]) return;
  const { actor } = hits[place];
  byId("search").value = "";
  closeHits();
  choose(actor);
  byId("drawing").focus();
}

function closeHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}
