// lib/halfplane.js: the line w·x + b = 0 in a box.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  halfPlane,
  lineInBox,
  nearestOnLine,
} from "../../code/press/js/src/lib/halfplane.js";

const BOX = { x: [-1, 2], y: [-1, 2] };
const area = (points) =>
  points.reduce((sum, [x, y], i) => {
    const [u, v] = points[(i + 1) % points.length];
    return sum + (x * v - u * y) / 2;
  }, 0);
let seed = 7;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const between = (min, max) => min + (max - min) * random();

test("the two half-planes fill the box, and the line lies between them", () => {
  for (let i = 0; i < 200; i++) {
    const w = [between(-2, 2), between(-2, 2)];
    const b = between(-3, 3);
    const one = halfPlane(BOX, w, b);
    const minus = halfPlane(
      BOX,
      w.map((v) => -v),
      -b,
    );
    assert.ok(Math.abs(area(one) + area(minus) - 9) < 1e-9);
    for (const [x, y] of one) assert.ok(w[0] * x + w[1] * y + b > -1e-9);
    const ends = lineInBox(BOX, w, b);
    assert.equal(ends === null, one.length === 0 || minus.length === 0);
    for (const [x, y] of ends ?? [])
      assert.ok(Math.abs(w[0] * x + w[1] * y + b) < 1e-9);
  }
});

test("without weights there is no line", () => {
  assert.equal(lineInBox(BOX, [0, 0], -0.5), null);
  assert.equal(nearestOnLine([0, 0], [0, 0], 1), null);
  assert.deepEqual(halfPlane(BOX, [0, 0], -0.5), []);
  assert.equal(area(halfPlane(BOX, [0, 0], 0)), 9);
});

test("the nearest point of the line", () => {
  const [x, y] = nearestOnLine([0.5, 0.5], [1, 1], -0.5);
  assert.ok(Math.abs(x - 0.25) < 1e-12 && Math.abs(y - 0.25) < 1e-12);
});
