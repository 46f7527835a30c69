// Chapter 7's mathematics against numpy, torch and nnbook, and the small store itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  APPS,
  drawBatch,
  genreOf,
  grid,
  isPlanted,
  isShown,
  N,
  trueRate,
} from "../../code/press/js/src/lib/app-store.js";
import { chosen, crossProduct } from "../../code/press/js/src/lib/cross-product.js";
import { startRun, typicalErrors } from "../../code/press/js/src/lib/memorize.js";
import { seeded } from "../../code/press/js/src/lib/random.js";
import { sizes } from "../../code/press/js/src/lib/wide-deep-size.js";
import { createModel } from "../../code/press/js/src/lib/wide-deep.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8"));

const close = (ours, theirs, what) => {
  assert.equal(ours.length, theirs.length, what);
  ours.forEach((value, i) =>
    assert.ok(
      Math.abs(value - theirs[i]) <= 1e-11 * Math.max(1, Math.abs(theirs[i])),
      `${what}[${i}]: ${value}, not ${theirs[i]}`,
    ),
  );
};

test("cross products are numpy's, of any numbers and of bits", () => {
  const { x, c, phi } = golden.cross_products;
  close(
    x.map((row, i) => crossProduct(row, c[i])),
    phi,
    "phi",
  );
  assert.ok(
    Math.abs(crossProduct([0.3, 0.2, 0.6, 0.5], [1, 0, 1, 0]) - 0.18) < 1e-15,
  );
  assert.equal(crossProduct([0, 0], [0, 0]), 1);
  assert.deepEqual(chosen([1, 0, 1, 0]), [0, 2]);
});

test("dimensions and parameters are those of torch's modules", () => {
  for (const {
    setting,
    widths,
    embeddings,
    layers,
  } of golden.wide_deep_sizes) {
    const parts = sizes(setting);
    const named = Object.fromEntries(parts.map((part) => [part.name, part]));
    assert.equal(named.embeddings.parameters, embeddings);
    const tower = parts.slice(1, -1);
    assert.deepEqual(
      tower.map(({ width }) => width),
      widths,
    );
    assert.deepEqual(
      tower.slice(1).map(({ parameters }) => parameters),
      layers,
    );
    assert.equal(named.wide.parameters, 81);
  }
});

for (const run of golden.wide_deep)
  test(`${run.kind}: ${run.batches.length} steps give torch's parameters`, () => {
    const { kind, n, dimensions, l1, lr, size } = run;
    const model = createModel({
      kind,
      n,
      dimensions,
      l1,
      lr,
      size,
      bias: 0,
      random: seeded(1),
    });
    assert.deepEqual(
      model.parameters.map(({ name }) => name).sort(),
      Object.keys(run.start).sort(),
    );
    for (const { name, values } of model.parameters)
      values.set(run.start[name]);
    model.predict();
    for (const batch of run.batches) model.step(batch);
    for (const { name, values } of model.parameters)
      close([...values], run.end[name], `${kind} ${name}`);
    close([...model.probability], run.probability, `${kind} probability`);
    if (kind !== "deep") {
      const zeros = run.end.wide.filter((w) => w === 0).length;
      assert.ok(zeros > 0 && zeros < n * n, `${zeros} zeros`);
      assert.equal(model.active(), n * n - zeros);
    }
  });

test("the store has a base rate of 1%, and each row and genre has something unseen", () => {
  const pairs = grid((pair) => pair).filter(([i, a]) => i !== a);
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const natural = pairs.filter((pair) => !isPlanted(pair));
  assert.ok(Math.abs(mean(natural.map(trueRate)) - 0.01) < 5e-4);
  const unseen = pairs.filter((pair) => !isShown(pair));
  assert.equal(unseen.length, 24);
  for (let i = 0; i < N; i++) {
    const genres = unseen
      .filter(([row]) => row === i)
      .map((pair) => genreOf(pair[0]) === genreOf(pair[1]));
    assert.deepEqual(genres.sort(), [false, true], APPS[i]);
  }
  assert.ok(pairs.filter(isPlanted).every(isShown));
  assert.equal(
    trueRate([APPS.indexOf("netflix"), APPS.indexOf("pandora")]),
    0.1,
  );
});

test("impressions follow the truth and leave out what is never shown", () => {
  const total = {
    shown: new Float64Array(N * N),
    installs: new Float64Array(N * N),
  };
  const random = seeded(5);
  drawBatch(random, 500_000, total);
  const pairs = grid((pair) => pair);
  let [z, count] = [0, 0];
  pairs.forEach((pair, i) => {
    if (!isShown(pair)) return assert.equal(total.shown[i], 0);
    const [n, p] = [total.shown[i], trueRate(pair)];
    z += (total.installs[i] - n * p) ** 2 / (n * p * (1 - p));
    count += 1;
  });
  // Squares of standard normal numbers: their mean is 1.
  assert.ok(Math.abs(z / count - 1) < 0.5, `${z / count}`);
});

for (const seed of [1, 2, 7])
  test(`seed ${seed}: wide memorizes, deep generalizes, both do both`, () => {
    const run = startRun({ dimensions: 3, l1: 40, seed });
    while (run.steps < 800) run.step();
    const errors = Object.fromEntries(
      Object.entries(run.models).map(([kind, { probability }]) => [
        kind,
        typicalErrors(probability),
      ]),
    );
    assert.ok(errors.wide.unseen > 2.5, "wide knows nothing of unseen pairs");
    assert.ok(errors.deep.unseen < 0.75 * errors.wide.unseen);
    assert.ok(errors.both.unseen < 0.6 * errors.wide.unseen);
    assert.ok(errors.both.unseen <= errors.deep.unseen);
    assert.ok(errors.both.seen <= errors.deep.seen);
    const planted = grid(isPlanted).flatMap((is, i) => (is ? [i] : []));
    for (const i of planted) {
      for (const kind of ["wide", "both"]) {
        const rate = run.models[kind].probability[i];
        assert.ok(rate > 0.05 && rate < 0.2, `${kind}: ${rate}`);
      }
    }
  });

test("a run repeats itself, and another seed is another run", () => {
  const after = (seed) => {
    const run = startRun({ dimensions: 2, l1: 10, seed });
    for (let i = 0; i < 20; i++) run.step();
    return [...run.models.both.probability];
  };
  assert.deepEqual(after(3), after(3));
  assert.notDeepEqual(after(3), after(4));
});
