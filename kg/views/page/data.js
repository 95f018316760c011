/* What the page holds: records that point at each other by number, and the ways through them. */

/* The text of a script element that Python packed: gzip in base64. */
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent.trim()), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

const read = async (id) => JSON.parse(await unpacked(id));
const [content, nodes, edges] = await Promise.all(["content", "nodes", "edges"].map(read));

const actors = content.actors;
const statements = content.statements;
const statementsOf = actors.map(() => []);

statements.forEach((statement, number) => {
  statement.number = number;
  statementsOf[statement.subject].push(statement);
  if (statement.object !== statement.subject) statementsOf[statement.object].push(statement);
});

const relationOf = (statement) => content.relations[statement.relation];
const signOf = (statement) => relationOf(statement).sign;
const isActual = (statement) => statement.status === "Actual";
const otherEnd = (statement, actor) =>
  statement.subject === actor ? statement.object : statement.subject;
const joins = (statement, a, b) =>
  (statement.subject === a && statement.object === b) ||
  (statement.subject === b && statement.object === a);
const numberOf = (curie) => actors.findIndex((actor) => actor.curie === curie);

const sentence = (statement) =>
  [actors[statement.subject].label, relationOf(statement).label, actors[statement.object].label].join(" ");

/* How certainly a statement stands in a window, or, without one, in what the page was drawn of. */
function certaintyIn(statement, window) {
  if (statement.supposed) return IMPOSSIBLE; // but where the what-if is shown
  if (!window) return { impossible: IMPOSSIBLE, possible: POSSIBLE }[statement.certainty] ?? CERTAIN;
  return stands(statement.days, relationOf(statement).act, statement.waivers ?? [], window);
}

/* The months or years that the data speak of. */
const spans = spansOf(statements.flatMap(({ days }) => days).filter((day) => day !== null));

/* What may make statements of two actors one line: nothing but the two, their sign, or nothing at all. */
const LINES = {
  pair: () => 0,
  sign: signOf,
  each: (statement) => statement.number,
};

/* The lines that may be drawn, each with the statements it stands for; those of a pair bend away from each
   other. The sign of a line is null where its statements have several. */
function linesFor(keyOf) {
  const found = [];
  const ofPair = new Map();
  for (const edge of edges) {
    const statement = statements[edge.id];
    const [a, b] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const pair = `${a} ${b}`;
    if (!ofPair.has(pair)) ofPair.set(pair, new Map());
    const siblings = ofPair.get(pair);
    const key = keyOf(statement);
    if (!siblings.has(key)) {
      siblings.set(key, { id: found.length, a, b, sign: signOf(statement), statements: [] });
      found.push(siblings.get(key));
    }
    const line = siblings.get(key);
    line.statements.push(statement);
    if (line.sign !== signOf(statement)) line.sign = null;
  }
  for (const siblings of ofPair.values()) {
    const those = [...siblings.values()].sort((one, other) => other.sign - one.sign || one.id - other.id);
    const apart = those.length > 5 ? 1 / those.length : 0.22;
    those.forEach((line, place) => {
      line.ring = place; // of those from an actor to itself, which lie around each other
      line.apart = those.length > 2 ? apart : 0;
      line.share = those.length > 2 ? [0.5, 0.42, 0.58][place % 3] : 0.5; // where its mark is: aside of its neighbours'
      line.bend = those.length === 1 ? 0 : (place - (those.length - 1) / 2) * apart;
    });
  }
  return found;
}
