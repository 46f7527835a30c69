// lib/neuron.js against values of nnbook.neuron (tests/golden/__main__.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  arrivals,
  cycleLength,
  leakyIntegrateAndFire,
  netInput,
  nextCorrection,
  perceptronStep,
  thresholdUnit,
} from "../../code/press/js/src/lib/neuron.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).neuron;
const close = (a, b, message) =>
  assert.ok(
    Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)),
    `${message}: ${a}, ${b}`,
  );
const XOR = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

test("net input agrees with nnbook", () => {
  const { x, w, b, z } = golden.net_input;
  x.forEach((xi, i) => close(netInput(xi, w, b), z[i], `example ${i}`));
});

test("a threshold unit fires at exactly 0", () => {
  assert.equal(thresholdUnit([1, 1], [1, 1], -2), 1);
  assert.equal(thresholdUnit([1, 1], [1, 1], -2.001), 0);
});

test("a right answer changes nothing", () => {
  assert.deepEqual(perceptronStep([1, 2], -0.5, [1, 1], 1), {
    w: [1, 2],
    b: -0.5,
    error: 0,
  });
});

for (const { X, y, lr, corrections } of golden.perceptron) {
  test(`corrections agree with nnbook, learning rate ${lr}`, () => {
    const points = X.map((x, i) => [...x, y[i]]);
    let now = { w: [0.5, -1], b: 0.25, position: 0 };
    let epoch = 0;
    for (const [n, expected] of corrections.entries()) {
      const next = nextCorrection(points, now.w, now.b, now.position, lr);
      // The round that `index` is in: one later than `position`'s where it passed the end.
      const at = epoch + (next.index < now.position ? 1 : 0);
      assert.deepEqual(
        [at, next.index],
        [expected.epoch, expected.example],
        `step ${n}`,
      );
      next.w.forEach((w, i) => close(w, expected.w[i], `step ${n}, w${i}`));
      close(next.b, expected.b, `step ${n}, b`);
      epoch += next.rounds;
      now = next;
    }
  });
}

test("no correction where every point is right", () => {
  const and = XOR.map(([a, b]) => [a, b, a & b]);
  assert.equal(nextCorrection(and, [1, 1], -1.5, 2, 1), null);
  assert.equal(nextCorrection([], [1, 1], 0, 0, 1), null);
});

test("on XOR the rule goes round in a circle, on AND it stops", () => {
  let now = { w: [0, 0], b: 0, position: 0 };
  for (let i = 0; i < 20; i++) now = nextCorrection(XOR, now.w, now.b, now.position, 1);
  const length = cycleLength(XOR, now.w, now.b, now.position, 1);
  assert.ok(length > 0);
  let again = now;
  for (let i = 0; i < length; i++)
    again = nextCorrection(XOR, again.w, again.b, again.position, 1);
  assert.deepEqual([again.w, again.b, again.position], [now.w, now.b, now.position]);
  const and = XOR.map(([a, b]) => [a, b, a & b]);
  assert.equal(cycleLength(and, [0, 0], 0, 0, 1), null);
});

for (const { weights, spikes, tau, potential, fired } of golden.potential) {
  test(`potential and spikes agree with nnbook, tau ${tau}`, () => {
    const inputs = arrivals(spikes, weights, potential.length);
    const result = leakyIntegrateAndFire(inputs, { tau });
    assert.ok(fired.includes(true));
    assert.deepEqual(result.spikes, fired);
    result.potential.forEach((v, i) => close(v, potential[i], `step ${i}`));
  });
}

test("spikes after the last step are left out", () => {
  assert.deepEqual(
    arrivals(
      [
        [0.1, 1],
        [9, 0],
      ],
      [2, 3],
      3,
    ),
    [[], [3], []],
  );
});
