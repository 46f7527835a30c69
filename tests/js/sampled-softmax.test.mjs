// lib/sampled-softmax.js against numpy and torch (tests/golden/chapter6.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  compare,
  createCatalogue,
  createSampler,
  fullPush,
  sampledPush,
} from "../../code/press/js/src/lib/sampled-softmax.js";
import { seeded } from "../../code/press/js/src/lib/random.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).sampled_softmax;
const catalogue = createCatalogue(2, golden.n);

function close(a, b, message, tolerance = 1e-9) {
  const [p, q] = [Array.from([a].flat()), [b].flat()];
  assert.equal(p.length, q.length, message);
  p.forEach((value, i) =>
    assert.ok(
      Math.abs(value - q[i]) <= tolerance * Math.max(1, Math.abs(q[i])),
      `${message}, entry ${i}: ${value}, Python has ${q[i]}`,
    ),
  );
}

test("the catalogue is the twin's", () => {
  close(Array.from(catalogue.V), golden.V.flat(), "V");
  close(Array.from(catalogue.scores), golden.scores, "scores");
  close(Array.from(catalogue.target), golden.target, "target");
});

golden.runs.forEach((run, i) => {
  const { sampler, negatives, correction } = run;
  const name = `${sampler}, ${negatives}, correction ${correction}`;
  test(`${name}: one step's push is torch's`, () => {
    const { batch, sample, log_q, push } = golden.pushes[i];
    const candidate = catalogue.scores.map((s, j) => Math.exp(s - log_q[j]));
    const { items, values, different } = sampledPush(candidate, batch, sample);
    const dense = new Float64Array(golden.n);
    items.forEach((item, j) => (dense[item] += values[j]));
    close(Array.from(dense), push, "push");
    assert.equal(different, new Set([...batch, ...sample]).size);
    if (correction) {
      const { logQ } = createSampler(catalogue, sampler, negatives);
      close(Array.from(logQ), log_q, "log Q");
    }
  });

  test(`${name}: 50 steps are the twin's`, () => {
    const result = compare(catalogue, run);
    for (const key of ["error", "bias", "read"]) close(result[key], run[key], key, 1e-8);
    assert.equal(result.turned, run.turned);
    close(result.fullPushes.slice(0, 3), run.full_groups, "full groups");
    const means = result.pushes.map((p) => p.reduce((a, b) => a + b, 0) / p.length);
    close(means.slice(0, 3), run.mean_groups, "groups");
  });
});

test("a push moves no total: what is raised is lowered elsewhere", () => {
  const push = fullPush(catalogue);
  close(
    push.reduce((a, b) => a + b, 0),
    0,
    "full",
  );
});

test("an item is in the set as often as exp(log Q) says", () => {
  const { logQ, draw } = createSampler(catalogue, "popularity", 30);
  const random = seeded(7);
  const counts = new Float64Array(catalogue.n);
  const rounds = 4000;
  for (let r = 0; r < rounds; r++) for (const i of draw(random)) counts[i] += 1 / rounds;
  counts.forEach((share, i) => {
    const q = Math.exp(logQ[i]);
    assert.ok(Math.abs(share - q) < 5 * Math.sqrt((q * (1 - q)) / rounds), `item ${i}`);
  });
});

for (const seed of [1, 2, 3])
  test(`seed ${seed}: the correction takes the bias away, no more of the same does`, () => {
    const large = createCatalogue(seed);
    const at = (negatives, correction) =>
      compare(large, { seed, negatives, sampler: "popularity", correction });
    const [few, many, without] = [at(20, true), at(1000, true), at(100, false)];
    assert.ok(many.error < few.error && many.bias < 0.1);
    assert.ok(without.turned && without.bias > 1);
    const uniform = (correction) =>
      compare(large, { seed, negatives: 100, sampler: "uniform", correction });
    // The same for all items, log Q changes nothing.
    close(uniform(true).error, uniform(false).error, "uniform");
  });
