/* Elements made from values. Text goes in as text: nothing in the data can become markup. */

const byId = (id) => document.getElementById(id);

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== ""));
  return node;
}

function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function picture(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function link(text) {
  const href = safeLink(text);
  return href ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

/* The current theme's colours, read once a theme. */
const paint = {};

function readPaint() {
  const style = getComputedStyle(document.documentElement);
  for (const name of PAINTED) paint[name] = style.getPropertyValue(`--${name}`).trim();
  paint.face = getComputedStyle(document.body).fontFamily;
}

const PAINTED = [
  ...["ground", "sheet", "ink", "faint", "pale", "dim", "good", "bad", "flat", "mixed", "accent"],
  ...["conflict-2", "conflict-1", "even", "cooperation-1", "cooperation-2"],
  ...Array.from({ length: 10 }, (_, number) => `type-${number}`),
];
