import assert from "node:assert/strict";
import test from "node:test";
import { scripts } from "./loading.mjs";

const { fixed, rounded, combined, costOf, stepsAlong, cheapestPaths, Heap, tellPathOf, OUT_OF_ORDER, SUSPENDED, onNoDay } = scripts(
  ["time.js", "strength.js", "search-paths.js", "telling.js"],
  ["fixed", "rounded", "combined", "costOf", "stepsAlong", "cheapestPaths", "Heap", "tellPathOf", "OUT_OF_ORDER", "SUSPENDED", "onNoDay"],
);

const forward = { symmetric: false, influence: "Forward" };
const steps = (...ways) => {
  const found = new Map();
  for (const [from, to, cost] of ways) {
    if (!found.has(from)) found.set(from, new Map());
    found.get(from).set(to, { from, to, cost });
  }
  return found;
};

test("numbers are rounded to nine places, halves to the even digit", () => {
  assert.equal(rounded(2 ** -10), 0.000976562);
  assert.equal(rounded(3 * 2 ** -10), 0.002929688);
  assert.equal(rounded(0.1 + 0.2), 0.3);
  assert.equal(fixed(0.5625, 3), "0.562");
  assert.equal(fixed(0.0635, 3), (0.0635).toFixed(3));
});

test("the strongest of a type counts, types are independent chances", () => {
  const carriers = [[0, 0.5], [0, 0.4], [1, 0.5]].map(([relation, strength]) => ({ relation, strength }));
  assert.equal(combined(carriers), 0.75);
  assert.equal(costOf(1), 1);
  assert.equal(costOf(0.5), 694);
});

test("influence runs as the relation type says, both ways where it is symmetric", () => {
  const relations = [forward, { symmetric: false, influence: "Backward" }, { symmetric: true, influence: "Both" }, { symmetric: false, influence: "NoInfluence" }];
  const some = [[0, 1, 0], [1, 2, 1], [2, 3, 2], [3, 4, 3], [5, 5, 0]].map(([subject, object, relation], number) => ({ subject, object, relation, strength: 0.5, number }));
  const found = [...stepsAlong(some, relations, () => 2).values()].flatMap((ahead) => [...ahead.values()].map(({ from, to }) => [from, to]));
  assert.deepEqual(found, [[0, 1], [2, 1], [2, 3], [3, 2]]);
});

test("paths come by cost, then by actors", () => {
  const graph = steps([0, 2, 5], [0, 1, 2], [1, 2, 3], [0, 3, 1], [3, 2, 9]);
  assert.deepEqual(cheapestPaths(graph, 0, 2, 9), [[0, 1, 2], [0, 2], [0, 3, 2]]);
  assert.deepEqual(cheapestPaths(graph, 0, 2, 1), [[0, 1, 2]]);
  assert.deepEqual(cheapestPaths(graph, 2, 0, 9), []);
});

test("a heap gives back what it got, in order", () => {
  const heap = new Heap((one, other) => one - other);
  const numbers = Array.from({ length: 200 }, (_, place) => (place * 7919) % 211);
  numbers.forEach((number) => heap.push(number));
  const found = numbers.map(() => heap.pop());
  assert.deepEqual(found, [...numbers].sort((one, other) => one - other));
});

test("a path tells its certainty of the time asked about, and that its steps cannot follow one another", () => {
  const backs = { ...forward, sign: 1, label: "backs" };
  const told = (second, time, certain = 2, waivers = []) => {
    const days = [[100, 109, null, null], second];
    const some = days.map((each, number) => ({ subject: number, object: number + 1, relation: 0, strength: 0.5, number, days: each, waivers: number ? waivers : [], status: "Actual" }));
    const steps = stepsAlong(some, [backs], () => certain);
    return tellPathOf([0, 1, 2], steps, { labels: ["A", "B", "C"], relations: [backs], sources: [], time }).sentence;
  };
  const way = "A reaches C in 2 steps: A backs B; B backs C. Strength 0.250";
  const weak = "; weakest link A to B (0.500).";
  const over = [10, 10, 50, 99];
  assert.equal(told([10, 10, 50, 100]), way + weak);
  assert.equal(told(over), `${way}${weak} ${OUT_OF_ORDER}`);
  assert.equal(told([10, 10, 50, 100], { at: "0001" }, 1), `${way}, possible as to time${weak}`);
  assert.equal(told(over, { at: "0001" }, 1), `${way}, each step possible as to time${weak} ${onNoDay("0001")}`);
  assert.equal(told(over, { at: "0001-04-10" }), `${way}, certain as to time${weak}`); // of one day nothing is asked
  assert.equal(told(over, { at: "0001-04-10Z" }), `${way}, certain as to time${weak}`);
  assert.equal(told(over, { at: "0001-05:00" }, 1), `${way}, each step possible as to time${weak} ${onNoDay("0001-05:00")}`);
  const waived = (...days) => told([10, 10, 400, 400], undefined, 2, [days]);
  assert.equal(waived(100, 100, 400, 400), `${way}${weak} ${SUSPENDED}`);
  assert.equal(waived(100, 101, 400, 400), way + weak); // on day 100 it may not be suspended yet
  assert.equal(waived(100, 100, 399, 400), way + weak);
  assert.equal(waived(null, null, 400, 400), `${way}${weak}`); // nobody says since when
  assert.equal(told([10, 10, 400, 400], { at: "0001" }, 1, [[100, 100, 365, 366]]), `${way}, each step possible as to time${weak} ${onNoDay("0001")}`);
  assert.equal(told([10, 10, 400, 400], { at: "0001" }, 1, [[100, 100, 364, 366]]), `${way}, possible as to time${weak}`);
  assert.equal(told(over, { between: ["2022", "2022"] }), `${way}, each step certainly within 2022${weak} ${OUT_OF_ORDER}`);
  assert.equal(told([10, 10, null, null], { between: ["2022", "2023-06"] }, 1), `${way}, each step possibly within 2022 to 2023-06${weak}`);
});
