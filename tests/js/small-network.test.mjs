// lib/small-network.js: the forward pass with its numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed } from "../../code/press/js/src/lib/format.js";
import {
  mismatch,
  passForward,
  sumAsText,
} from "../../code/press/js/src/lib/small-network.js";

const XOR = {
  weights: [
    [
      [1, 1],
      [1, 1],
    ],
    [[1, -1]],
  ],
  biases: [[-0.5, -1.5], [-0.5]],
  activation: "step",
};

test("two layers of steps compute XOR", () => {
  const answers = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ].map((x) => passForward({ ...XOR, x }).a[2][0]);
  assert.deepEqual(answers, [0, 1, 1, 0]);
});

test("z = W a + b, a = f(z), and a⁽⁰⁾ = x", () => {
  const { z, a } = passForward({
    weights: [[[0.8, -0.5]]],
    biases: [[0.1]],
    x: [1, -0.5],
    activation: "tanh",
  });
  assert.deepEqual(a[0], [1, -0.5]);
  assert.deepEqual(z[1], [0.1 + 0.8 * 1 + -0.5 * -0.5]);
  assert.deepEqual(a[1], [Math.tanh(z[1][0])]);
});

test("an unknown activation leaves the sum as it is", () => {
  const { z, a } = passForward({ ...XOR, x: [1, 0], activation: "cube" });
  assert.deepEqual(z[2], a[2]);
});

test("a sum reads as in a book", () => {
  assert.equal(
    sumAsText([0.3, -0.9], [1, -0.5], -0.2, (v) => fixed(v)),
    "0.30·1.00 − 0.90·(−0.50) − 0.20",
  );
  assert.equal(
    sumAsText([-1], [2], 0, (v) => fixed(v, 0)),
    "−1·2 + 0",
  );
});

for (const [what, change, key] of [
  ["no layer", { weights: [], biases: [] }, "empty"],
  ["a layer without biases", { biases: [[0, 0]] }, "layers"],
  ["a unit without a bias", { biases: [[0], [0]] }, "rows"],
  ["a row that is too short", { x: [1, 0, 0] }, "columns"],
])
  test(`${what} is told`, () => {
    assert.equal(mismatch({ ...XOR, x: [1, 0], ...change }).key, key);
  });

test("what fits is not told", () => {
  assert.equal(mismatch({ ...XOR, x: [1, 0] }), null);
});
