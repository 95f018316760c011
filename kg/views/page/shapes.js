/* The shape of each type of actor and the look of each line, once for the drawing and the legend. */

const corners = (count, turn) =>
  `M${Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return `${(Math.cos(angle) * 1.1).toFixed(3)},${(Math.sin(angle) * 1.1).toFixed(3)}`;
  }).join("L")}Z`;
const UP = -Math.PI / 2;

/* In the order of the classes in the payload; classes of the user's own get the last one. */
const OUTLINES = [
  "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z", // state: disc
  "M-.9,-.9H.9V.9H-.9Z", // intergovernmental organisation: square
  "M0,-1.2L1.2,0L0,1.2L-1.2,0Z", // court: diamond
  corners(6, 0), // government body: hexagon
  "M0,1.1L-1.1,-.8H1.1Z", // contested territory: triangle on its point
  corners(5, UP), // non-governmental organisation: pentagon
  "M0,-1.1L1.1,.8H-1.1Z", // person: triangle
  "M-.95,-.95H.95V.2Q.95,.8 0,1.2Q-.95,.8 -.95,.2Z", // armed force: shield
  "M-.4,-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z", // group: cross
  corners(8, Math.PI / 8), // others: octagon
];
const outline = (type) => Math.min(content.types[type].shape, OUTLINES.length - 1);
const outlines = OUTLINES.map((path) => new Path2D(path));

const SIGNS = {
  1: { name: "cooperation", colour: "good" },
  "-1": { name: "conflict", colour: "bad", mark: "bar" },
  0: { name: "neutral", colour: "flat", mark: "circle" },
  null: { name: "of several signs", colour: "mixed", mark: "diamond" },
};

function typeMark(type) {
  const shape = picture("path", { d: OUTLINES[outline(type)], class: `type-${outline(type)}` });
  return picture("svg", { viewBox: "-1.5 -1.5 3 3", class: "mark", "aria-hidden": "true" }, shape);
}

/* A piece of line: with the mark of a sign, or of none, dashed unless Actual. */
function lineMark(sign, actual = true) {
  const { colour, mark } = SIGNS[sign] ?? { colour: "any" };
  const line = picture("line", { x1: 1, y1: 6, x2: 31, y2: 6, class: actual ? "" : "dashed" });
  const sign_ =
    mark === "bar"
      ? picture("line", { x1: 16, y1: 1, x2: 16, y2: 11 })
      : mark === "circle"
        ? picture("circle", { cx: 16, cy: 6, r: 3 })
        : null;
  const inside = [line, sign_].filter(Boolean);
  return picture("svg", { viewBox: "0 0 32 12", class: `line ${colour}`, "aria-hidden": "true" }, ...inside);
}
