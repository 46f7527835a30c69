// Wide, deep and both, trained side by side on the impressions of the small store.
import { drawBatch, grid, isShown, N, trueRate } from "./app-store.js";
import { seeded } from "./random.js";
import { createModel, KINDS } from "./wide-deep.js";

export const BATCH = 1000; // impressions in a step
const LEARNING_RATE = 0.3; // AdaGrad's

const pairs = grid((pair) => pair);
const truth = grid(trueRate);
const shown = pairs.map(isShown);
const average = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const BASE = average(truth.filter((_, i) => shown[i]));

/**
 * Start all three with embeddings of `dimensions` numbers and FTRL's `l1`; everything
 * random comes from `seed`. A run has `steps`, `models` (by kind), `counts` (how often
 * each pair was shown) and step().
 */
export function startRun({ dimensions, l1, seed }) {
  const data = seeded(2 * seed);
  const batch = { shown: new Float64Array(N * N), installs: new Float64Array(N * N) };
  const models = KINDS.map((kind) =>
    createModel({
      kind,
      n: N,
      dimensions,
      l1,
      lr: LEARNING_RATE,
      size: BATCH,
      bias: Math.log(BASE / (1 - BASE)),
      random: seeded(2 * seed + 1),
    }),
  );
  const run = {
    steps: 0,
    models: Object.fromEntries(models.map((model) => [model.kind, model])),
    counts: new Float64Array(N * N),
    step() {
      run.steps += 1;
      drawBatch(data, BATCH, batch);
      batch.shown.forEach((count, i) => (run.counts[i] += count));
      for (const model of models) model.step(batch);
    },
  };
  return run;
}

/** The factor by which predictions are off, typically, for pairs shown and never shown. */
export function typicalErrors(probability) {
  const off = (wanted) =>
    Math.exp(
      average(
        pairs.flatMap(([i, a], at) =>
          i !== a && shown[at] === wanted
            ? [Math.abs(Math.log(probability[at] / truth[at]))]
            : [],
        ),
      ),
    );
  return { seen: off(true), unseen: off(false) };
}
