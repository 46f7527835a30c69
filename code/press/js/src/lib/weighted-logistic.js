// Weighted logistic regression for watch time (Covington, Adams and Sargin 2016): an
// impression with a click counts as many times as minutes were watched, one without a
// click once. What is learned is the odds, and the odds are served as minutes.
import { bisectLeft } from "d3-array";
import { normals, seeded } from "./random.js";
import declared from "../state/weighted-logistic.json" with { type: "json" };

/** Click rates of the impressions that are drawn. */
export const RATES = [declared.click_rate.min, declared.click_rate.max];
const SPREAD = 1.2; // standard deviation of the logarithm of a lognormal watch time

const logit = (p) => Math.log(p / (1 - p));
const [LOW, HIGH] = RATES.map(logit);

/** The model's input for a click rate: its log odds, from -1 to 1. */
export const inputOf = (p) => (2 * (logit(p) - LOW)) / (HIGH - LOW) - 1;

/**
 * Minutes per impression at click rate p where a click is watched for `mean` minutes:
 * the truth E[T], E[T](1 + p), and the odds ΣT/(N - k) = E[T]/(1 - p); where each click
 * counts as a negative too (`every`), ΣT/N = E[T].
 */
export function formulas(p, mean, every) {
  const truth = p * mean;
  return { truth, first: truth * (1 + p), odds: every ? truth : truth / (1 - p) };
}

const TIMES = {
  constant: (mean) => () => mean,
  exponential: (mean, uniform) => () => -mean * Math.log1p(-uniform()),
  lognormal(mean, uniform) {
    const normal = normals(uniform);
    return () => mean * Math.exp(SPREAD * normal() - SPREAD ** 2 / 2);
  },
};
export const DISTRIBUTIONS = Object.keys(TIMES);

/**
 * `count` impressions: their click rates and watch times, 0 where nobody clicked. The
 * log odds are spread evenly over RATES, or all rates are `rate`.
 * @param {{seed: number, count: number, mean: number, distribution: string,
 *   rate?: number}} options
 */
export function drawImpressions({ seed, count, mean, distribution, rate }) {
  const uniform = seeded(seed);
  const time = TIMES[distribution](mean, uniform);
  const rates = new Float64Array(count);
  const times = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    rates[i] = rate ?? 1 / (1 + Math.exp(-(LOW + (HIGH - LOW) * uniform())));
    times[i] = uniform() < rates[i] ? time() : 0;
  }
  return { rates, times };
}

/**
 * Weights [b, w1, w2] of the logistic regression on [1, x, x²], x = inputOf(rate), that
 * minimize the weighted log loss, by Newton's method.
 */
export function fit({ rates, times }, every) {
  const w = [0, 0, 0];
  const inputs = Float64Array.from(rates, inputOf);
  for (let step = 0; step < 50; step++) {
    let [g0, g1, g2] = [0, 0, 0]; // Σ error xᵏ
    let [m0, m1, m2, m3, m4] = [0, 0, 0, 0, 0]; // Σ curvature xᵏ
    for (let i = 0; i < inputs.length; i++) {
      const x = inputs[i];
      const positive = times[i];
      const negative = every || positive === 0 ? 1 : 0;
      const p = 1 / (1 + Math.exp(-(w[0] + x * (w[1] + x * w[2]))));
      const error = positive * (1 - p) - negative * p;
      const curvature = (positive + negative) * p * (1 - p);
      const square = x * x;
      g0 += error;
      g1 += error * x;
      g2 += error * square;
      m0 += curvature;
      m1 += curvature * x;
      m2 += curvature * square;
      m3 += curvature * square * x;
      m4 += curvature * square * square;
    }
    const curvatures = [
      [m0, m1, m2],
      [m1, m2, m3],
      [m2, m3, m4],
    ];
    const move = solve(curvatures, [g0, g1, g2]);
    // Far from the optimum Newton's step overshoots: at most 2 at once.
    const size = Math.max(...move.map(Math.abs));
    move.forEach((v, k) => (w[k] += v * Math.min(1, 2 / size)));
    if (size < 1e-10) break;
  }
  return w;
}

/** What the model serves for a click rate: exp(logit), in minutes. */
export function served(w, p) {
  const x = inputOf(p);
  return Math.exp(w[0] + x * (w[1] + x * w[2]));
}

/** Minutes per impression as measured in `count` equal groups of like click rates. */
export function measured({ rates, times }, count) {
  const groups = Array.from({ length: count }, () => ({ n: 0, rate: 0, time: 0 }));
  const sorted = rates.toSorted();
  const size = sorted.length / count;
  const ends = groups.map((_, g) => sorted[Math.round((g + 1) * size) - 1]);
  for (let i = 0; i < rates.length; i++) {
    const group = groups[bisectLeft(ends, rates[i])];
    group.n += 1;
    group.rate += rates[i];
    group.time += times[i];
  }
  return groups.map(({ n, rate, time }) => ({ rate: rate / n, time: time / n }));
}

// Solve A x = b for a symmetric positive matrix, by Gauss's elimination.
function solve(A, b) {
  const rows = A.map((row, i) => [...row, b[i]]);
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[i] / pivot[i];
      row.forEach((_, j) => (row[j] -= factor * pivot[j]));
    }
  });
  return rows.map((row, i) => row.at(-1) / row[i]);
}
