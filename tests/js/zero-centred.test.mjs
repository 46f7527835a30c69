// lib/two-inputs.js and lib/gradient-descent.js against numpy (tests/golden/chapter2.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  axes,
  descend,
  exampleGradient,
  gradient,
  loss,
  stepsNeeded,
} from "../../code/press/js/src/lib/gradient-descent.js";
import { twoTasks } from "../../code/press/js/src/lib/two-inputs.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).zero_centred;
const TASKS = twoTasks(golden.rows);
const START = [-1, 2.2];

function close(a, b, message, tolerance = 1e-10) {
  const [p, q] = [[a].flat(2), [b].flat(2)];
  assert.equal(p.length, q.length, message);
  p.forEach((value, i) =>
    assert.ok(
      Math.abs(value - q[i]) <= tolerance * Math.max(1, Math.abs(q[i])),
      `${message}, entry ${i}: ${value}, numpy has ${q[i]}`,
    ),
  );
}

for (const [kind, expected] of Object.entries(golden.tasks))
  test(`the ${kind} task is numpy's least squares`, () => {
    const task = TASKS[kind];
    close(task.inputs, expected.inputs, "inputs");
    close(task.targets, expected.targets, "targets");
    close(task.best, expected.best, "best weights");
    close(task.least, expected.least, "least loss");
    const { small, large } = axes(task);
    close([small, large], expected.curvatures, "curvatures");
    close(gradient(task, task.best), [0, 0], "gradient at the best weights");
  });

test("both tasks have the same best weights, least loss and spread", () => {
  const [a, b] = [TASKS.logistic, TASKS.tanh];
  close(a.best, b.best, "best weights");
  close(a.least, b.least, "least loss");
  a.inputs.forEach((h, i) =>
    close(
      h,
      b.inputs[i].map((v) => v + 1),
      `example ${i}`,
    ),
  );
  assert.ok(a.inputs.flat().every((v) => v > 0));
});

for (const run of golden.paths)
  test(`${run.kind}, ${run.single ? "one" : "all"}, rate ${run.learning_rate}, from ${run.start}`, () => {
    const { path, losses, same } = descend(TASKS[run.kind], {
      start: run.start,
      learningRate: run.learning_rate,
      steps: run.path.length - 1,
      order: run.single ? golden.order : null,
    });
    close(path, run.path, "path");
    close(losses, run.losses, "losses");
    assert.equal(same.at(-1), run.same);
  });

test("the gradient is the mean of the examples' gradients", () => {
  for (const task of Object.values(TASKS)) {
    const each = task.inputs.map((_, i) => exampleGradient(task, START, i));
    const mean = [0, 1].map(
      (j) => each.reduce((sum, g) => sum + g[j], 0) / each.length,
    );
    close(gradient(task, START), mean, "gradient");
  }
});

test("with positive inputs the parts of one example's gradient have one sign", () => {
  for (let i = 0; i < golden.rows.length; i++) {
    const [a, b] = exampleGradient(TASKS.logistic, START, i);
    assert.ok(a * b > 0);
  }
  const signs = golden.rows.map((_, i) => {
    const [a, b] = exampleGradient(TASKS.tanh, START, i);
    return a * b > 0;
  });
  assert.ok(signs.includes(true) && signs.includes(false));
});

test("descent over all examples diverges beyond 2 / the largest curvature", () => {
  for (const task of Object.values(TASKS)) {
    const limit = 2 / axes(task).large;
    const last = (learningRate) =>
      descend(task, { start: START, learningRate, steps: 4000 });
    assert.ok(last(1.02 * limit).diverged);
    const { losses, diverged } = last(0.98 * limit);
    assert.ok(!diverged);
    close(losses.at(-1), task.least, "loss");
  }
});

test("the least number of steps is the first that reaches the goal", () => {
  for (const order of [null, golden.order])
    for (const learningRate of [0.05, 0.3, 0.8])
      for (const task of Object.values(TASKS)) {
        const options = { start: START, learningRate, order };
        const count = stepsNeeded(task, { ...options, limit: 400 });
        const { losses } = descend(task, { ...options, steps: count });
        const goal = task.least + 0.01 * (losses[0] - task.least);
        assert.ok(losses[count] <= goal && losses.slice(0, -1).every((l) => l > goal));
        assert.equal(stepsNeeded(task, { ...options, limit: count - 1 }), null);
      }
  const options = { start: START, learningRate: 1.5, limit: 400 };
  assert.equal(stepsNeeded(TASKS.logistic, options), null);
});

test("what the chapter says: tanh inputs bear a larger rate, and are faster at it", () => {
  const count = (kind, learningRate) =>
    stepsNeeded(TASKS[kind], { start: START, learningRate, limit: 400 });
  assert.equal(count("logistic", 0.9), 46);
  assert.equal(count("tanh", 0.9), 11);
  const rates = Array.from({ length: 200 }, (_, i) => 0.02 * 10 ** (i / 74));
  const fewest = (kind) => Math.min(...rates.map((lr) => count(kind, lr) ?? Infinity));
  assert.ok(fewest("tanh") < fewest("logistic") / 4);
  // At a small rate there is nothing between them.
  assert.ok(Math.abs(count("logistic", 0.1) / count("tanh", 0.1) - 1) < 0.15);
});

test("loss is half the mean squared error", () => {
  const { inputs, targets } = TASKS.tanh;
  const errors = inputs.map(([a, b], i) => START[0] * a + START[1] * b - targets[i]);
  const half = errors.reduce((sum, e) => sum + e * e, 0) / (2 * errors.length);
  close(loss(TASKS.tanh, START), half, "loss");
});
