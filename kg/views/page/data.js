/* What the page holds: records that point at each other by number, and the ways through them. */

const read = (id) => JSON.parse(byId(id).textContent);
const content = read("content");
const nodes = read("nodes");
const edges = read("edges");

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

const sentence = (statement) =>
  [actors[statement.subject].label, relationOf(statement).label, actors[statement.object].label].join(" ");

/* The lines that may be drawn: one for each two actors and sign, with the statements it stands for. */
const lines = [];
const linesOfPair = new Map();
for (const edge of edges) {
  const sign = signOf(statements[edge.id]);
  const [a, b] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
  const pair = `${a} ${b}`;
  if (!linesOfPair.has(pair)) linesOfPair.set(pair, []);
  const siblings = linesOfPair.get(pair);
  let line = siblings.find((each) => each.sign === sign);
  if (!line) {
    line = { id: lines.length, a, b, sign, statements: [] };
    lines.push(line);
    siblings.push(line);
  }
  line.statements.push(statements[edge.id]);
}
for (const siblings of linesOfPair.values()) {
  siblings.sort((one, other) => other.sign - one.sign);
  siblings.forEach((line, place) => {
    line.bend = siblings.length === 1 ? 0 : (place - (siblings.length - 1) / 2) * 0.22;
  });
}
