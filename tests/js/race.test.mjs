// lib/race.js: what chapter 5 claims of its entries holds from seed to seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { ENTRY_NAMES, startRace } from "../../code/press/js/src/lib/race.js";
import { CASES, row } from "../bench/race_seeds.mjs";

const SETTING = {
  entries: ENTRY_NAMES,
  depth: 20,
  width: 10,
  lr: 0.03,
  seed: 1,
};
const run = (change, steps) => {
  const race = startRace({ ...SETTING, ...change });
  while (race.steps < steps) race.step();
  return Object.fromEntries(
    race.runners.map((runner) => [runner.name, runner]),
  );
};

test("a race repeats itself", () => {
  const facts = (runners) =>
    Object.values(runners).map(({ name, loss, gradient }) => [
      name,
      loss,
      gradient,
    ]);
  assert.deepEqual(facts(run({}, 20)), facts(run({}, 20)));
});

test("all start from the same points, two from the same weights", () => {
  const { logistic, slow, tanh } = run({}, 0);
  assert.deepEqual(logistic.net.layers[0].W, slow.net.layers[0].W);
  assert.deepEqual(logistic.net.layers[0].W, tanh.net.layers[0].W);
  assert.equal(logistic.loss, slow.loss);
});

for (const seed of [1, 2, 3])
  test(`20 layers, seed ${seed}: logistic stands still, residual learns`, () => {
    const { logistic, slow, residual } = run({ seed }, 500);
    assert.ok(logistic.gradient < 1e-12 && slow.gradient < 1e-12);
    assert.ok(logistic.loss > 0.69 && slow.loss > 0.69);
    assert.ok(residual.loss < 0.1);
  });

test("tanh trails, and with more steps it learns", () => {
  const [early, late] = [run({}, 300), run({ entries: ["tanh"] }, 1000)];
  assert.ok(early.tanh.loss > 10 * early.residual.loss);
  assert.ok(early.tanh.loss > 0.2 && late.tanh.loss < 0.01);
});

test("with 3 layers the logistic network has a gradient", () => {
  assert.ok(run({ depth: 3 }, 0).logistic.gradient > 1e-4);
});

test("the slow one takes a tenth of the step", () => {
  const moved = ({ net }, start) =>
    net.layers.at(-1).b[0] - start.net.layers.at(-1).b[0];
  const [before, after] = [run({}, 0), run({}, 1)];
  const ratio =
    moved(after.slow, before.slow) / moved(after.logistic, before.logistic);
  assert.ok(Math.abs(ratio - 0.1) < 1e-9);
});

test("the history has the loss and the gradient of each step", () => {
  const { tanh } = run({ entries: ["tanh"] }, 5);
  assert.deepEqual(
    tanh.history.points.map(({ step }) => step),
    [0, 1, 2, 3, 4, 5],
  );
  assert.equal(tanh.history.points.at(-1).loss, tanh.loss);
});

test("exploding: stuck for good at the usual rate, learns at a thirtieth", () => {
  const setting = { entries: ["exploding"], seed: 1 };
  for (const steps of [2, 300])
    assert.equal(run(setting, steps).exploding.gradient, 0);
  const { exploding } = run({ ...setting, lr: 0.001 }, 300);
  assert.ok(exploding.loss < 0.5);
});

test("what is stored of twenty seeds repeats", () => {
  const at = "../../code/nnbook/results/race_seeds.json";
  const stored = JSON.parse(readFileSync(new URL(at, import.meta.url), "utf8"));
  assert.deepEqual(
    stored.map(({ entry, lr, steps }) => [entry, lr, steps]),
    CASES,
  );
  for (const { entry, lr, steps, losses } of stored.filter(
    ({ lr }) => lr === 3e-4,
  ))
    assert.deepEqual(
      row([entry, lr, steps], [1, 2]).losses,
      losses.slice(0, 2),
    );
});
