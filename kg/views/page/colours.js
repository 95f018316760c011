/* What the colour of an actor says: its type, its community, or the balance of its ties. */

const COLOURS = [
  { name: "type", label: "type" },
  ...(content.communities ? [{ name: "community", label: "community" }] : []),
  { name: "balance", label: "balance of ties" },
];

/* From conflict alone to cooperation alone; words for the key, so that colour never speaks alone. */
const BALANCES = [
  { upTo: -0.6, key: "conflict-2", label: "conflict above all" },
  { upTo: -0.2, key: "conflict-1", label: "more conflict" },
  { upTo: 0.2, key: "even", label: "both alike, or neither" },
  { upTo: 0.6, key: "cooperation-1", label: "more cooperation" },
  { upTo: 1, key: "cooperation-2", label: "cooperation above all" },
];

/* (cooperation - conflict) / both, over the statements shown. */
function balanceOf(actor) {
  const signs = statementsOf[actor].filter((each) => view.passing.has(each)).map(signOf).filter(Boolean);
  return signs.length ? signs.reduce((sum, sign) => sum + sign, 0) / signs.length : 0;
}

const balanceStep = (actor) => BALANCES.find(({ upTo }) => balanceOf(actor) <= upTo);

/* The name of the custom property that holds the colour. */
function colourKey(actor) {
  if (state.colour === "balance") return balanceStep(actor).key;
  if (state.colour === "community") return `type-${actors[actor].community % 10}`;
  return `type-${outline(actors[actor].type)}`;
}

function startColours() {
  const box = byId("colour");
  box.append(...COLOURS.map(({ name, label }) => element("option", { value: name }, label)));
  box.addEventListener("change", () => change({ colour: box.value }));
}

/* The key of the colours, unless the rows of the types already are one. */
function tellColours() {
  const key = (name, label, count) =>
    element("span", { class: "row still" }, picture("svg", { viewBox: "0 0 12 12", class: "mark", "aria-hidden": "true" }, picture("circle", { cx: 6, cy: 6, r: 5, class: `key-${name}` })), element("span", { class: "t" }, label), element("span", { class: "n" }, count));
  const shown = [...view.actors];
  const parts = {
    type: () => [],
    balance: () => BALANCES.map(({ key: name, label }) => key(name, label, shown.filter((actor) => balanceStep(actor).key === name).length)),
    community: () => content.communities.map((label, number) => key(`type-${number % 10}`, label, shown.filter((actor) => actors[actor].community === number).length)),
  };
  byId("types").classList.toggle("greyed", state.colour !== "type"); // their shapes still tell the classes
  byId("colour-key").replaceChildren(...parts[state.colour]());
}
