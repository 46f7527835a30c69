// lib/relu-layer.js against torch (tests/golden/chapter2.py), and what makes a unit dead.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  STEPS,
  UNITS,
  X,
  createRun,
  draw,
  isSilent,
  netInput,
  output,
  squaredError,
  unitGradients,
} from "../../code/press/js/src/lib/relu-layer.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).dying_relu;
const close = (a, b, message) =>
  assert.ok(
    Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b)),
    `${message}: ${a}, torch has ${b}`,
  );

golden.forEach(({ settings, v, a, batches, ...expected }, number) =>
  test(`run ${number} agrees with torch: ${JSON.stringify(settings)}`, () => {
    const run = createRun({ v, a, batches }, settings);
    expected.states.forEach((state, step) => {
      const w = run.weights(step);
      state.forEach((value, i) => close(w[i], value, `parameter ${i}, step ${step}`));
      const silent = expected.silent[step];
      silent.forEach((is, j) => assert.equal(isSilent(w, j), is, `unit ${j}`));
      assert.equal(run.silent(step), silent.filter(Boolean).length);
    });
    const last = run.weights(expected.states.length - 1);
    close(squaredError(last, settings.gamma), expected.squared_error, "error");
    unitGradients(last, settings.gamma).forEach((g, j) =>
      close(g, expected.gradients[j], `gradient of unit ${j}`),
    );
  }),
);

test("a dead unit gives 0 everywhere, has no gradient and never comes back", () => {
  let seen = 0;
  for (let seed = 0; seed < 12; seed++)
    for (const [learningRate, bias] of [
      [1, 0],
      [0.3, -3],
    ]) {
      const run = createRun(draw(seed), { learningRate, bias, gamma: 0 });
      const w = run.weights(STEPS);
      const gradients = unitGradients(w, 0);
      for (let j = 0; j < UNITS; j++) {
        const zero = X.every((x) => netInput(w, j, x) <= 0);
        assert.equal(isSilent(w, j), zero, `unit ${j} of seed ${seed}`);
        if (!zero) continue;
        assert.equal(gradients[j], 0);
        seen++;
      }
      assert.equal(run.returned(STEPS), 0);
      for (let step = 1; step <= STEPS; step++)
        assert.ok(run.silent(step) >= run.silent(step - 1));
    }
  assert.ok(seen > 300, `only ${seen} dead units to look at`);
});

test("with a leak, units below zero have a gradient and come back", () => {
  for (let seed = 0; seed < 6; seed++) {
    const run = createRun(draw(seed), { learningRate: 0.3, bias: -3, gamma: 0.1 });
    const w = run.weights(STEPS);
    assert.ok(unitGradients(w, 0.1).every((g) => g > 0));
    assert.ok(run.returned(STEPS) > 0);
  }
});

test("from biases of -3 the leak learns what ReLU does not", () => {
  for (let seed = 0; seed < 12; seed++) {
    const [relu, leaky] = [0, 0.1].map((gamma) => {
      const run = createRun(draw(seed), { learningRate: 0.3, bias: -3, gamma });
      return squaredError(run.weights(STEPS), gamma);
    });
    assert.ok(leaky < relu, `seed ${seed}: ${leaky} and ${relu}`);
  }
});

test("any step can be asked for in any order", () => {
  const settings = { learningRate: 1, bias: 0, gamma: 0 };
  const forward = createRun(draw(10), settings);
  const steps = [0, 1, 15, 16, 17, 133, 200, STEPS];
  const states = steps.map((step) => forward.weights(step));
  const backward = createRun(draw(10), settings);
  for (const i of [7, 3, 5, 0, 6, 1, 4, 2])
    assert.deepEqual(backward.weights(steps[i]), states[i], `step ${steps[i]}`);
});

test("a seed draws weights as He et al. say, and batches with every point once", () => {
  const all = Array.from({ length: 60 }, (_, seed) => draw(seed));
  const sd = (part) => {
    const values = all.flatMap((drawn) => Array.from(drawn[part]));
    return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
  };
  assert.ok(Math.abs(sd("v") / Math.SQRT2 - 1) < 0.05);
  assert.ok(Math.abs(sd("a") / Math.sqrt(2 / UNITS) - 1) < 0.05);
  for (const { batches } of all.slice(0, 5)) {
    assert.equal(batches.length, STEPS);
    for (let k = 0; k < STEPS; k += 4) {
      const epoch = batches.slice(k, k + 4).flatMap((batch) => Array.from(batch));
      assert.deepEqual(
        epoch.toSorted((p, q) => p - q),
        Array.from(X, (_, i) => i),
      );
    }
  }
  assert.deepEqual(draw(3), draw(3));
  assert.notDeepEqual(draw(3).v, draw(4).v);
});

test("no learning rate makes the numbers overflow", () => {
  for (const learningRate of [2, 3])
    for (const gamma of [0, 0.3])
      for (let seed = 0; seed < 12; seed++) {
        const w = createRun(draw(seed), { learningRate, bias: 2, gamma }).weights(
          STEPS,
        );
        assert.ok(Number.isFinite(output(w, gamma, 2)), `rate ${learningRate}`);
      }
});
