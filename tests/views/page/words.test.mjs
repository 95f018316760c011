import assert from "node:assert/strict";
import test from "node:test";
import { scripts } from "./loading.mjs";

const { fold, safeLink, many } = scripts(["words.js"], ["fold", "safeLink", "many"]);
const { csvCell } = scripts(["table-csv.js"], ["csvCell"]);
const { listed, unlisted } = scripts(["address.js"], ["listed", "unlisted"]);

test("names are folded without case and marks", () => {
  assert.equal(fold("  Türkiyə  Şəki "), "turkiyə səki");
});

test("only web addresses are links", () => {
  assert.equal(safeLink("javascript:alert(1)"), null);
  assert.equal(safeLink("data:text/html,x"), null);
  assert.equal(safeLink("https://example.org/a?b=1"), "https://example.org/a?b=1");
});

test("counts have their plural", () => {
  assert.deepEqual([many(1, "actor"), many(1200, "actor")], ["1 actor", "1,200 actors"]);
});

test("a cell is quoted where it must be, and runs nothing", () => {
  assert.deepEqual(['a"b', "=1+1", -0.5, "a,b", null].map(csvCell), ['"a""b"', "'=1+1", "-0.5", '"a,b"', ""]);
});

test("a choice is told by those on, or by those off where these are fewer", () => {
  const all = [1, 2, 3, 4];
  const name = (each) => `n${each}`;
  assert.equal(listed(new Set([2]), all, name), "n2");
  assert.equal(listed(new Set([1, 2, 4]), all, name), "-n3");
  assert.deepEqual(unlisted("-n3", all, name), new Set([1, 2, 4]));
  assert.deepEqual(unlisted("n2", all, name), new Set([2]));
  assert.deepEqual(unlisted("", all, name), new Set());
});
