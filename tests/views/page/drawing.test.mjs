import assert from "node:assert/strict";
import test from "node:test";
import { scripts } from "./loading.mjs";

const { Crowd, overlaps } = scripts(["crowd.js"], ["Crowd", "overlaps"]);
const { distanceTo, isFar, borderOf, on } = scripts(["svg.js", "lines.js"], ["distanceTo", "isFar", "borderOf", "on"]);

const straight = { from: { x: 0, y: 0 }, bow: { x: 5, y: 0 }, to: { x: 10, y: 0 } };
const bent = { from: { x: 0, y: 0 }, bow: { x: 50, y: 40 }, to: { x: 100, y: 0 } };
const loop = { loop: { x: 18, y: -18, r: 18 } };

test("a crowd meets a box exactly where one by one some do", () => {
  let seed = 7;
  const chance = (most) => (seed = (seed * 16807) % 2147483647) % most;
  const boxes = Array.from({ length: 400 }, (_, number) => {
    const [left, top] = [chance(1600) - 300, chance(1200) - 300];
    return { number, left, top, right: left + chance(200), bottom: top + chance(90) };
  });
  const [there, asked] = [boxes.slice(0, 200), boxes.slice(200)];
  const crowd = new Crowd();
  there.forEach((box) => crowd.add(box));
  const isEven = ({ number }) => number % 2 === 0;
  const met = asked.map((box) => crowd.meets(box, isEven));
  assert.deepEqual(met, asked.map((box) => there.some((other) => isEven(other) && overlaps(box, other))));
  assert.equal(new Set(met).size, 2);
});

test("the distance to a line is that to its nearest point", () => {
  assert.equal(distanceTo(straight, { x: 5, y: 3 }), 3);
  assert.equal(distanceTo(straight, { x: 13, y: 4 }), 5);
  assert.equal(distanceTo(bent, { x: 50, y: 20 }), 0); // the middle of a parabola is half as high as its control point
  assert.equal(distanceTo(loop, { x: 18, y: -18 }), 18);
  assert.equal(distanceTo(loop, { x: 18, y: 2 }), 2);
});

test("what is far from a line is not within reach of it", () => {
  assert.equal(isFar(straight, { x: 5, y: 9 }, 8), true);
  assert.equal(isFar(straight, { x: 5, y: 7 }, 8), false);
  assert.equal(isFar(loop, { x: 18, y: -50 }, 8), true);
  for (let place = 0; place <= 1; place += 0.05) assert.equal(isFar(bent, on(bent.from, bent.bow, bent.to, place), 0), false);
});

test("an arrow's tip is on the border of its actor, and points at it", () => {
  assert.deepEqual(borderOf({ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 100, y: 0 }, 24), { x: 76, y: 0, angle: 0 });
  const tip = borderOf(bent.from, bent.bow, bent.to, 24);
  assert.ok(Math.abs(Math.hypot(100 - tip.x, tip.y) - 24) < 0.1);
  assert.ok(tip.y > 0 && tip.angle > -Math.atan2(40, 50) && tip.angle < 0); // less steep than at its very end
});
