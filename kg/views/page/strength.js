/* Who influences whom, how strongly, by which statements: what kg.strength and kg.collapse say. */

/* A number with so many decimals, a half to the even digit as Python does it; a float's decimals are finite. */
function fixed(number, places) {
  const text = number.toFixed(60);
  const cut = text.indexOf(".") + 1 + places;
  const half = /^50*$/.test(text.slice(cut));
  return half && Number(text[cut - 1]) % 2 === 0 ? text.slice(0, cut) : number.toFixed(places);
}

const rounded = (number) => Number(fixed(number, 9));

const costOf = (strength) => Math.round(-1000 * Math.log(strength)) + 1;

/* The strongest of each relation type counts; types are independent chances. */
function combined(carriers) {
  const strongest = new Map();
  for (const { relation, strength } of carriers) {
    strongest.set(relation, Math.max(strength, strongest.get(relation) ?? 0));
  }
  const kinds = [...strongest.keys()].sort((one, other) => one - other);
  const missing = kinds.reduce((product, kind) => product * (1 - strongest.get(kind)), 1);
  return Math.max(1e-9, rounded(1 - missing));
}

/* From influencer to influenced: steps with strength, cost, certainty and carriers, strongest first. */
function stepsAlong(statements, relations, certainty) {
  const steps = new Map();
  const carry = (from, to, statement) => {
    if (!steps.has(from)) steps.set(from, new Map());
    const ahead = steps.get(from);
    if (!ahead.has(to)) ahead.set(to, { from, to, carriers: [] });
    ahead.get(to).carriers.push(statement);
  };
  for (const statement of statements) {
    const { subject, object } = statement;
    if (subject === object) continue;
    const { symmetric, influence } = relations[statement.relation];
    const [along, against] = [influence === "Forward" || influence === "Both", influence === "Backward" || influence === "Both"];
    if (along || (symmetric && against)) carry(subject, object, statement);
    if (against || (symmetric && along)) carry(object, subject, statement);
  }
  for (const step of [...steps.values()].flatMap((ahead) => [...ahead.values()])) {
    step.carriers.sort((one, other) => other.strength - one.strength || one.number - other.number);
    step.strength = combined(step.carriers);
    step.cost = costOf(step.strength);
    step.certain = step.carriers.some((each) => certainty(each) === CERTAIN);
  }
  return steps;
}
