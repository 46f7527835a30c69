// Sampled softmax against the full one: the gradient at a user vector, by both, in a
// catalogue whose truth is known. Draws, log Q and masks as in nnbook.recsys.training.
import { normals, seeded } from "./random.js";

export const ITEMS = 5000;
export const BATCH = 64;
export const STEPS = 50; // that are averaged
const DIMENSIONS = 16;
const ALPHA = 0.75;
/** Items are sorted by popularity: the first rank of each group, and the end. */
export const GROUPS = [0, 10, 100, 1000, ITEMS];

/** Weights of a draw: of the item with popularity p at this place in the order. */
export const SAMPLERS = {
  uniform: () => 1,
  log_uniform: (p, rank) => Math.log1p(1 / (rank + 1)),
  popularity: (p) => p ** ALPHA,
};

/**
 * Item vectors V (n × d, row-major; the first number is the log popularity), a user's
 * true vector, and the probabilities with which the user watches each item next; the
 * model's user vector is half the true one: it is half trained.
 */
export function createCatalogue(seed, n = ITEMS) {
  const normal = normals(seeded(seed));
  const d = DIMENSIONS + 1;
  const popularity = Float64Array.from({ length: n }, (_, i) => 1 / (i + 5));
  const V = new Float64Array(n * d);
  const mean = popularity.reduce((sum, p) => sum + Math.log(p), 0) / n;
  for (let i = 0; i < n; i++) {
    V[i * d] = Math.log(popularity[i]) - mean;
    for (let k = 1; k < d; k++) V[i * d + k] = normal() / Math.sqrt(DIMENSIONS);
  }
  const truth = Array.from({ length: d }, (_, k) => (k ? 1.5 * normal() : 1));
  const logits = (u) =>
    Float64Array.from({ length: n }, (_, i) =>
      u.reduce((sum, value, k) => sum + value * V[i * d + k], 0),
    );
  const scores = logits(truth.map((value) => value / 2));
  return { n, d, V, popularity, scores, target: softmax(logits(truth)) };
}

/** The push on each item's logit by the full softmax, over all labels: p - P. */
export function fullPush({ scores, target }) {
  return softmax(scores).map((p, i) => p - target[i]);
}

/**
 * Steps of sampled softmax with `negatives` draws. Of each step: its push on the groups
 * of items, and its gradient at the user vector. Returns
 *   full, fullPushes    both by the full softmax, over all labels
 *   pushes              of each group, by each step
 *   mean                the gradient averaged over the steps
 *   error, bias         relative distance to `full`: of one step (root mean square), of
 *                       the mean
 *   turned              whether the mean points away from `full`
 *   read                how many item vectors a step reads on average
 */
export function compare(catalogue, { seed, negatives, sampler, correction }) {
  const { n, d, V, scores } = catalogue;
  const random = seeded(seed);
  const push = fullPush(catalogue);
  const full = gradient(catalogue, push);
  const groups = groupsOf(n);
  const labels = drawer(catalogue.target);
  const drawn = createSampler(catalogue, sampler, negatives);
  const candidate = scores.map((s, i) => Math.exp(correction ? s - drawn.logQ[i] : s));
  const fullPushes = groups.map(([a, b]) => sum(push.subarray(a, b)));
  /** @type {number[][]} */
  const pushes = groups.map(() => []);
  const mean = Array(d).fill(0);
  const result = { full, fullPushes, pushes, mean, error: 0, read: 0 };
  for (let step = 0; step < STEPS; step++) {
    const batch = Array.from({ length: BATCH }, () => labels(random()));
    const { items, values, different } = sampledPush(
      candidate,
      batch,
      drawn.draw(random),
    );
    const g = Array(d).fill(0);
    const byGroup = groups.map(() => 0);
    for (let j = 0; j < items.length; j++) {
      const i = items[j];
      const value = values[j];
      let group = 0;
      while (i >= groups[group][1]) group++;
      byGroup[group] += value;
      for (let k = 0, at = i * d; k < d; k++, at++) g[k] += value * V[at];
    }
    byGroup.forEach((value, j) => pushes[j].push(value));
    g.forEach((value, k) => (mean[k] += value / STEPS));
    result.error += distance(g, full) ** 2 / STEPS;
    result.read += different / STEPS;
  }
  const size = Math.hypot(...full);
  result.error = Math.sqrt(result.error) / size;
  result.bias = distance(mean, full) / size;
  result.turned = full.reduce((dot, value, k) => dot + value * mean[k], 0) < 0;
  return result;
}

/**
 * The push on the logits of a batch's labels and of the sampled items: softmax over the
 * label and the sample (an item that is the label left out), minus 1 at the label; mean
 * over the batch. `candidate` holds exp(logit - log Q) of every item; `different` is
 * how many items there are in all.
 */
export function sampledPush(candidate, batch, sample) {
  const own = new Map(); // label -> the sum over its rows of their 1 / (sum of candidates)
  for (const label of batch) own.set(label, 0);
  const hits = new Set();
  let total = 0;
  for (const i of sample) {
    total += candidate[i];
    if (own.has(i)) hits.add(i);
  }
  let all = 0;
  const pulls = batch.map((label) => {
    const others = total - (hits.has(label) ? candidate[label] : 0);
    const share = 1 / (candidate[label] + others) / batch.length;
    own.set(label, own.get(label) + share);
    all += share;
    return candidate[label] * share - 1 / batch.length;
  });
  const pushed = sample.map((i) => candidate[i] * (all - (own.get(i) ?? 0)));
  return {
    items: batch.concat(sample),
    values: pulls.concat(pushed),
    different: sample.length + own.size - hits.size,
  };
}

/**
 * Sets of items: `count` independent draws, repeats dropped. logQ is the logarithm of
 * 1 - (1 - q)^count, the probability that an item is in the set.
 */
export function createSampler({ popularity, n }, name, count) {
  const weights = popularity.map((p, rank) => SAMPLERS[name](p, rank));
  const total = sum(weights);
  const search = drawer(weights);
  const seen = new Uint32Array(n);
  let round = 0;
  return {
    logQ: weights.map((w) => Math.log(-Math.expm1(count * Math.log1p(-w / total)))),
    draw(random) {
      round++;
      const items = [];
      for (let k = 0; k < count; k++) {
        const i = search(random());
        if (seen[i] !== round) items.push(i);
        seen[i] = round;
      }
      return items;
    },
  };
}

// The item that a uniform number in [0, 1) draws: a search in the cumulative sums.
function drawer(weights) {
  let running = 0;
  const cumulative = weights.map((w) => (running += w));
  return (u) => {
    const wanted = u * running;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

const groupsOf = (n) =>
  GROUPS.slice(0, -1).map((start, j) => [
    start,
    j === GROUPS.length - 2 ? n : GROUPS[j + 1],
  ]);

function gradient({ n, d, V }, push) {
  const g = Array(d).fill(0);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < d; k++) g[k] += push[i] * V[i * d + k];
  return g;
}

function softmax(logits) {
  const most = logits.reduce((a, b) => Math.max(a, b));
  const e = logits.map((s) => Math.exp(s - most));
  const total = sum(e);
  return e.map((v) => v / total);
}

const sum = (values) => values.reduce((a, b) => a + b, 0);
const distance = (a, b) => Math.hypot(...a.map((value, k) => value - b[k]));
