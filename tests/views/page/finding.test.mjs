import assert from "node:assert/strict";
import test from "node:test";
import { scripts } from "./loading.mjs";

const actors = [
  { label: "Belarus", curie: "actor:Belarus" },
  { label: "Russia", aliases: ["Moscow", "the Kremlin"], codes: ["RU"], curie: "actor:Russia" },
  { label: "Türkiyə", curie: "actor:Turkey" },
];
const { find } = scripts(["words.js", "combobox.js"], ["find"], { actors });
const found = (text) => find(text).map(({ actor, name, points }) => [actor, name, points]);

test("an actor is found by its best name: the same, one that begins so, a word that does, one that holds it", () => {
  assert.deepEqual(found("rus"), [[1, "Russia", 3], [0, "Belarus", 1]]);
  assert.deepEqual(found("RU"), [[1, "RU", 4], [0, "Belarus", 1]]);
  assert.deepEqual(found("krem"), [[1, "the Kremlin", 2]]);
  assert.deepEqual(found("turkiyə"), [[2, "Türkiyə", 4]]);
  assert.deepEqual(found("actor:t"), [[2, "actor:Turkey", 3]]);
  assert.deepEqual(found(" "), []);
  assert.deepEqual(found("zz"), []);
});
