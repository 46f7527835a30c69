// The playground's data, settings and training, and what a link may ask of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EXTENT,
  FEATURES,
  TASKS,
  featureMatrix,
  makeData,
  raster,
} from "../../code/press/js/src/lib/datasets.js";
import { createHistory } from "../../code/press/js/src/lib/history.js";
import { seeded } from "../../code/press/js/src/lib/random.js";
import {
  TEST_EXAMPLES,
  startTraining,
} from "../../code/press/js/src/lib/training.js";
import { settingOf } from "../../code/press/js/src/lib/training-setting.js";

const SETTING = {
  data: "circles",
  noise: 0.1,
  n: 200,
  inputs: ["x1", "x2"],
  units: [2],
  f: ["tanh"],
  init: "xavier_uniform",
  scale: 1,
  opt: "sgd",
  lr: 0.1,
  batch: 10,
  l2: 0,
  seed: 1,
};
const trained = (change, steps) => {
  const training = startTraining({ ...SETTING, ...change });
  while (training.steps < steps) training.step();
  return training;
};
const after = (change, steps) => trained(change, steps).evaluate();

for (const name of Object.keys(TASKS)) {
  test(`${name}: in the square, balanced, repeatable`, () => {
    const make = () =>
      makeData(name, { n: 200, noise: 0.05, random: seeded(3) });
    const { points, targets } = make();
    assert.deepEqual(make(), { points, targets });
    assert.ok(points.every((v) => Math.abs(v) < EXTENT));
    if (TASKS[name] === "classification") {
      assert.equal(
        targets.reduce((a, b) => a + b),
        100,
      );
      assert.ok(targets.every((t) => t === 0 || t === 1));
    } else assert.ok(targets.every((t) => t >= -1 && t <= 1));
  });
}

test("noise moves points and targets", () => {
  const at = (noise) => makeData("plane", { n: 500, noise, random: seeded(1) });
  const [clean, noisy] = [at(0), at(0.2)];
  assert.deepEqual(clean.points, noisy.points);
  const off = clean.targets.map((t, i) => (noisy.targets[i] - t) ** 2);
  const sd = Math.sqrt(off.reduce((a, b) => a + b) / 500);
  assert.ok(Math.abs(sd - 0.2) < 0.02, `${sd}`); // a little is cut off at ±1
});

test("an unknown data set is refused", () => {
  assert.throws(
    () => makeData("cubes", { n: 1, random: seeded(1) }),
    /No data set/,
  );
});

test("features are those of their names", () => {
  const X = featureMatrix(Float64Array.of(0.5, -1.5), Object.keys(FEATURES));
  assert.deepEqual(
    [...X],
    [
      0.5,
      -1.5,
      0.25,
      2.25,
      -0.75,
      Math.sin(0.5 * Math.PI),
      Math.sin(-1.5 * Math.PI),
    ],
  );
});

test("the raster starts at the upper left corner", () => {
  assert.deepEqual([...raster(2)], [-1, 1, 1, 1, -1, -1, 1, -1]);
});

test("training repeats itself", () => {
  assert.deepEqual(after({}, 300), after({}, 300));
  assert.notEqual(after({}, 300).train, after({ seed: 2 }, 300).train);
});

test("evaluating on the way changes nothing", () => {
  const training = startTraining(SETTING);
  for (let i = 0; i < 300; i++) {
    training.step();
    training.evaluate();
  }
  assert.deepEqual(training.evaluate(), after({}, 300));
});

test("an epoch shows every example once, also where the last batch is short", () => {
  const seen = [];
  const training = trained({ n: 30, batch: 7, units: [], f: [] }, 0);
  const { net, perEpoch } = training;
  for (let i = 0; i < perEpoch; i++) {
    training.step();
    seen.push(...Array.from(net.input.slice(0, 2 * net.n)));
  }
  const pairs = (list) =>
    Array.from(
      { length: list.length / 2 },
      (_, i) => `${list[2 * i]},${list[2 * i + 1]}`,
    );
  assert.deepEqual(
    pairs(seen).sort(),
    pairs([...training.train.points]).sort(),
  );
});

test("two units cannot close the ring, three can", () => {
  assert.ok(after({ units: [2] }, 2000).right < 0.9);
  assert.ok(after({ units: [3] }, 2000).right > 0.95);
});

test("below a step nothing moves", () => {
  const change = { units: [8, 8], f: ["step", "step"], init: "he_normal" };
  const start = trained(change, 0).net.layers.map(({ W }) => [...W]);
  const end = trained(change, 200).net.layers.map(({ W }) => [...W]);
  assert.deepEqual(end.slice(0, 2), start.slice(0, 2));
  assert.notDeepEqual(end[2], start[2]);
});

test("a large learning rate kills ReLU units, and dead ones are found", () => {
  const { states } = after({ units: [8], f: ["relu"], lr: 10 }, 300);
  assert.deepEqual(states, [Array(8).fill("dead")]);
});

test("large weights saturate tanh units", () => {
  const { states } = after({ units: [8], init: "normal", scale: 10 }, 0);
  assert.deepEqual(states, [Array(8).fill("")]);
  const wide = after({ data: "blobs", units: [8], scale: 10 }, 0).states[0];
  assert.ok(wide.filter((state) => state === "saturated").length >= 1);
});

test("weights of scale 0 stay alike", () => {
  const [first] = trained({ units: [3], scale: 0 }, 100).net.layers;
  assert.equal(first.W[0], first.W[2]);
  assert.equal(first.b[0], first.b[1]);
});

test("a regression has no share of right answers", () => {
  const { right, train } = after(
    { data: "hills", units: [8, 8], f: ["tanh", "tanh"] },
    2000,
  );
  assert.equal(right, null);
  assert.ok(train < 0.05);
});

test("few points, many units: the test loss rises", () => {
  const change = {
    data: "moons",
    noise: 0.4,
    n: 20,
    units: [8, 8],
    f: ["tanh", "tanh"],
    opt: "adam",
    lr: 0.03,
  };
  const { train, test: unseen } = after(change, 1000);
  assert.ok(train < 0.01 && unseen > 50 * train, `${train}, ${unseen}`);
  assert.equal(TEST_EXAMPLES, 200);
});

test("a state becomes a setting that can be trained", () => {
  const shown = { test: true, bands: false, steps: 9 };
  const read = (change) =>
    settingOf((key) => ({ ...SETTING, ...shown, ...change })[key]);
  assert.deepEqual(read({}), SETTING);
  // One name serves all further layers; inputs keep their order.
  assert.deepEqual(read({ units: [4, 4], f: ["relu"] }).f, ["relu", "relu"]);
  assert.deepEqual(read({ units: [4], f: ["relu", "tanh"] }).f, ["relu"]);
  assert.deepEqual(read({ inputs: ["x2", "x1"] }).inputs, ["x1", "x2"]);
});

test("a history keeps its shape and stays short", () => {
  const history = createHistory();
  for (let i = 0; i < 5000; i++) history.add(i);
  assert.ok(history.points.length <= 500);
  const step = history.points[1];
  history.points.forEach((point, i) => assert.equal(point, i * step));
});
