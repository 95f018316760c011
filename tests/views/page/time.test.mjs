import assert from "node:assert/strict";
import test from "node:test";
import { scripts } from "./loading.mjs";

const { stands, ordinal, dateOf, spansOf } = scripts(["time.js"], ["stands", "ordinal", "dateOf", "spansOf"]);
const [IMPOSSIBLE, POSSIBLE, CERTAIN] = [0, 1, 2];
const day = (year, month, of) => ordinal(year, month, of);
const on = (of) => ({ start: of, end: of, exact: true });
const between = (start, end) => ({ start, end, exact: false });

test("ordinals are those of Python", () => {
  assert.equal(day(1, 1, 1), 1);
  assert.equal(day(1970, 1, 1), 719163);
  assert.equal(day(2022, 9, 1), 738399);
  assert.deepEqual(dateOf(738428), { year: 2022, month: 9, day: 30 });
});

test("a tie since 2022 is impossible before, possible within, certain after", () => {
  const since = [day(2022, 1, 1), day(2022, 12, 31), null, null];
  assert.equal(stands(since, false, [], on(day(2021, 12, 31))), IMPOSSIBLE);
  assert.equal(stands(since, false, [], on(day(2022, 5, 1))), POSSIBLE);
  assert.equal(stands(since, false, [], on(day(2023, 1, 1))), CERTAIN);
});

test("an act carries on from its day, but is within a period only on it", () => {
  const act = [day(2022, 9, 14), day(2022, 9, 14), day(2022, 9, 14), day(2022, 9, 14)];
  assert.equal(stands(act, true, [], on(day(2030, 1, 1))), CERTAIN);
  assert.equal(stands(act, true, [], between(day(2022, 9, 1), day(2022, 9, 30))), CERTAIN);
  assert.equal(stands(act, true, [], between(day(2022, 10, 1), day(2022, 10, 31))), IMPOSSIBLE);
});

test("what a waiver suspends counts before it, and not while it is in force", () => {
  const bar = [day(1992, 1, 1), day(1992, 12, 31), null, null];
  const waiver = [day(2002, 1, 1), day(2002, 1, 1), null, null];
  assert.equal(stands(bar, false, [waiver], on(day(2001, 12, 31))), CERTAIN);
  assert.equal(stands(bar, false, [waiver], on(day(2002, 1, 1))), IMPOSSIBLE);
  assert.equal(stands(bar, false, [waiver], between(day(2001, 1, 1), day(2003, 1, 1))), CERTAIN);
});

test("time is told in months; what comes long before most days is one span", () => {
  assert.deepEqual(
    spansOf([day(2022, 11, 5), day(2023, 1, 2)]).map(({ name }) => name),
    ["2022-11", "2022-12", "2023-01"],
  );
  const days = [day(1992, 3, 1), ...Array.from({ length: 20 }, (_, place) => day(2022, 1 + (place % 2), 3))];
  assert.deepEqual(
    spansOf(days).map(({ from, to }) => [from, to]),
    [["1992", "2021"], ["2022-01", "2022-01"], ["2022-02", "2022-02"]],
  );
  assert.deepEqual(spansOf([day(1900, 1, 1), day(1999, 1, 1)]).length, 100);
});
