/* The drawing as a picture of its own: the same places, lines, shapes and names, with title and key. */

const HEAD = 64; // above the drawing, for title, period and counts
const MARGIN = 16; // on both sides, of title and key
const KEY_ROW = 20; // a row of the key, below the drawing
const KEY_FACE = 11.5; // the size of its words
const TITLE_ROW = 24; // a line of the title
const TITLE = { size: 18, weight: 650 };

const xml = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const near = (number) => Math.round(number * 10) / 10;

/* The picture as text: width and height in pixels, no script, nothing fetched. */
function drawnSvg() {
  const { clientWidth: width, clientHeight: tall } = byId("drawing");
  const key = svgKey(width - 2 * MARGIN);
  const title = linesWithin(content.title, width - 2 * MARGIN);
  const head = HEAD + (title.length - 1) * TITLE_ROW;
  const below = head + tall + KEY_ROW;
  const height = below + key.rows * KEY_ROW + 16;
  const focus = inFocus();
  const at = (actor) => {
    const { x, y } = windowPlace(actor);
    return { x, y: y + HEAD };
  };
  const scale = network.getScale();
  const parts = [
    ...drawnLines().map((line) => svgLine(line, at, scale, line.lit)),
    ...[...view.drawn].map((actor) => svgActor(actor, at(actor), scale, !focus || focus.actors.has(actor))),
    ...named.map((name) => svgName(name)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${xml(paint.face)}">`,
    `<title>${xml(content.title)}</title>`,
    `<desc>${xml(citeView())}</desc>`,
    `<rect width="${width}" height="${height}" fill="${paint.ground}"/>`,
    ...title.map((line, row) => `<text x="${MARGIN}" y="${28 + row * TITLE_ROW}" font-size="${TITLE.size}" font-weight="${TITLE.weight}" fill="${paint.ink}">${xml(line)}</text>`),
    `<text x="${MARGIN}" y="${head - 16}" font-size="12.5" fill="${paint.faint}">${xml(state.period || state.compare ? countWords() : `${countWords()}, all of the time`)}</text>`,
    `<svg x="0" y="${head}" width="${width}" height="${tall}" viewBox="0 ${HEAD} ${width} ${tall}">`,
    ...parts,
    "</svg>",
    `<g transform="translate(${MARGIN},${below})">${key.text}</g>`,
    `<text x="${MARGIN}" y="${height - 8}" font-size="10.5" fill="${paint.faint}">data sha256:${xml(content.digest)}</text>`,
    "</svg>",
  ].join("\n");
}

function svgLine(line, at, scale, lit) {
  const { colour, mark } = SIGNS[line.sign];
  const tone = lit ? paint[colour] : paint.pale;
  const [from, to] = [at(line.a), at(line.b)];
  const loop = line.a === line.b ? loopAt(from, line.ring, scale) : null;
  const bow = bowed(from, to, line.bend);
  const dash = line.dashes ? ` stroke-dasharray="${line.dashes.map((each) => near(each * scale)).join(" ")}"` : "";
  const stroke = `fill="none" stroke="${tone}" stroke-width="${near(Math.max(0.6, line.width * scale))}" stroke-opacity="${line.opacity}"${dash}`;
  const middle = loop?.middle ?? on(from, bow, to, line.share);
  const angle = loop ? Math.PI / 4 : angleOn(from, bow, to, line.share);
  const marks = [loop ? `<circle cx="${near(loop.x)}" cy="${near(loop.y)}" r="${near(loop.r)}" ${stroke}/>` : `<path d="M${near(from.x)},${near(from.y)}Q${near(bow.x)},${near(bow.y)} ${near(to.x)},${near(to.y)}" ${stroke}/>`];
  if (mark === "diamond") marks.push(`<path d="M${near(middle.x)},${near(middle.y - 4 * scale)}l${near(4 * scale)},${near(4 * scale)}l${near(-4 * scale)},${near(4 * scale)}l${near(-4 * scale)},${near(-4 * scale)}Z" fill="${tone}"/>`);
  const back = loop && backAt(loop, from, radiusOf(line.a) * scale, 9);
  if (line.to) marks.push(loop ? headAt(back, back.angle, tone) : arrow(from, bow, to, radiusOf(line.b) * scale, tone));
  if (line.from) marks.push(arrow(to, bow, from, radiusOf(line.a) * scale, tone));
  if (mark === "circle") marks.push(`<circle cx="${near(middle.x)}" cy="${near(middle.y)}" r="${near(3.4 * scale)}" fill="${tone}"/>`);
  if (mark === "bar") marks.push(bar(middle, angle + Math.PI / 2, Math.min(6, roomOf(line, nodes[line.a], nodes[line.b]) / 2) * scale, tone, 2.4 * scale));
  const tag = line.label && network.canvasToDOM(line.tag);
  if (tag) marks.push(`<text x="${near(tag.x)}" y="${near(tag.y + HEAD + 5)}" font-size="15" font-weight="650" text-anchor="middle" fill="${paint.ink}">${line.label}</text>`);
  return marks.join("");
}

/* The control point of a line that bends aside by its share of the length, as vis-network bends it. */
function bowed(from, to, bend) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: (from.x + to.x) / 2 + dy * bend, y: (from.y + to.y) / 2 - dx * bend };
}

const on = (from, bow, to, share) => ({
  x: (1 - share) ** 2 * from.x + 2 * share * (1 - share) * bow.x + share ** 2 * to.x,
  y: (1 - share) ** 2 * from.y + 2 * share * (1 - share) * bow.y + share ** 2 * to.y,
});

function arrow(from, bow, to, radius, tone) {
  const angle = Math.atan2(to.y - bow.y, to.x - bow.x);
  return headAt({ x: to.x - Math.cos(angle) * radius, y: to.y - Math.sin(angle) * radius }, angle, tone);
}

function headAt({ x, y }, angle, tone) {
  const corner = (turn) => `${near(x - 9 * Math.cos(angle + turn))},${near(y - 9 * Math.sin(angle + turn))}`;
  return `<path d="M${near(x)},${near(y)}L${corner(0.42)}L${corner(-0.42)}Z" fill="${tone}"/>`;
}

function bar({ x, y }, angle, half, tone, wide) {
  const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
  return `<path d="M${near(x - dx)},${near(y - dy)}L${near(x + dx)},${near(y + dy)}" stroke="${tone}" stroke-width="${near(wide)}"/>`;
}

function svgActor(actor, { x, y }, scale, lit) {
  const size = radiusOf(actor) * scale;
  const tone = lit ? paint[colourKey(actor)] : paint.pale;
  return `<path transform="translate(${near(x)},${near(y)}) scale(${near(size)})" d="${OUTLINES[outline(actors[actor].type)]}" fill="${tone}" stroke="${paint.ground}" stroke-width="${(3 / size).toFixed(3)}"/>`;
}

function svgName({ actor, bold, lit, x, top }) {
  const tone = lit || bold ? paint.ink : paint.dim;
  return actors[actor].lines
    .map((line, number) => `<text x="${near(x)}" y="${near(top + HEAD + 11 + number * nameLine)}" font-size="${nameSize}" font-weight="${bold ? 650 : 500}" text-anchor="middle" fill="${tone}" stroke="${paint.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${xml(line)}</text>`)
    .join("");
}

/* Signs, dashes and the shapes of the types that are shown, in as many rows as the width asks for: each piece
   of the key is a mark, drawn from its left, and a word. */
function svgKey(width) {
  const dash = ' stroke-dasharray="6 4"';
  const stroke = (tone, dashed = "") => `<path d="M0,0h26" stroke="${tone}" stroke-width="2"${dashed}/>`;
  const signs = SIGNS_OF.map((sign) => {
    const { name, colour, mark } = SIGNS[sign];
    const on_ = { bar: bar({ x: 13, y: 0 }, Math.PI / 2, 5, paint[colour], 2), circle: `<circle cx="13" cy="0" r="3" fill="${paint[colour]}"/>` }[mark] ?? "";
    return { mark: stroke(paint[colour]) + on_, from: 32, word: name };
  });
  const types = [...new Set([...view.drawn].map((actor) => actors[actor].type))].map((type) => {
    const tone = state.colour === "type" ? paint[`type-${outline(type)}`] : paint.faint;
    return { mark: `<path transform="translate(6,0) scale(5)" d="${OUTLINES[outline(type)]}" fill="${tone}"/>`, from: 16, word: content.types[type].label };
  });
  const pieces = [...signs, { mark: stroke(paint.ink, dash), from: 32, word: "none is Actual" }, ...types];
  let [x, row] = [0, 0];
  const parts = pieces.map(({ mark, from, word }) => {
    const shown = cutTo(word, width - from);
    const wide = from + keyWidth(shown);
    if (x && x + wide > width) [x, row] = [0, row + 1];
    const part = `<g transform="translate(${near(x)},${row * KEY_ROW})">${mark}<text x="${from}" y="4" font-size="${KEY_FACE}" fill="${paint.ink}">${xml(shown)}</text></g>`;
    x += wide + MARGIN;
    return part;
  });
  return { text: parts.join(""), rows: row + 1 };
}

/* How wide words are, a little more than measured: another program has another font. */
function wordsWidth(words, { size, weight = 400 }) {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${weight} ${size}px ${paint.face}`;
  return ruler.measureText(words).width * 1.08;
}

const keyWidth = (word) => wordsWidth(word, { size: KEY_FACE });

/* The title in lines, broken between words, and within one that is wider than a line. */
function linesWithin(text, width) {
  const lines = [];
  const fits = (words) => wordsWidth(words, TITLE) <= width;
  for (const word of text.split(/\s+/)) {
    let rest = [...word];
    if (lines.length && fits(`${lines.at(-1)} ${word}`)) {
      lines[lines.length - 1] += ` ${word}`;
      continue;
    }
    while (rest.length) {
      const room = Math.max(1, firstWhere(rest.length + 1, (count) => !fits(rest.slice(0, count).join(""))) - 1);
      lines.push(rest.slice(0, room).join(""));
      rest = rest.slice(room);
    }
  }
  return lines.length ? lines : [""];
}

/* The word, or as much of it as there is room for. */
function cutTo(word, width) {
  if (keyWidth(word) <= width) return word;
  const letters = [...word];
  const cut = (count) => `${letters.slice(0, count).join("")}…`;
  return cut(Math.max(0, firstWhere(letters.length, (count) => keyWidth(cut(count)) > width) - 1));
}
