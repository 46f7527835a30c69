// A hidden layer of (leaky) ReLU units that learns a curve from few points, and which of
// its units are dead on the way: at or below zero for every input.
//
// The network's parameters lie in one array: for UNITS units the slopes v, the biases c
// and the weights a of the output, then the output's bias d:
//   z_j = v_j x + c_j,   h_j = max(0, z_j) + γ min(0, z_j),   y = Σ a_j h_j + d
import { clamp } from "./numbers.js";
import { normals, seeded, shuffle } from "./random.js";
import declared from "../state/dying-relu.json" with { type: "json" };

export const UNITS = 40;
export const STEPS = declared.step.max;
const BATCH = 8;
const EVERY = 16; // steps from one remembered state to the next

const [V, C, A, D] = [0, UNITS, 2 * UNITS, 3 * UNITS];

/** The inputs and targets: 32 points of sin 2x. */
export const X = Float64Array.from({ length: 32 }, (_, i) => -2 + (4 * i) / 31);
export const T = X.map((x) => Math.sin(2 * x));
const ALL = Uint8Array.from(X, (_, i) => i);

/** The net input of unit j at x. */
export const netInput = (w, j, x) => w[V + j] * x + w[C + j];

/**
 * Is unit j at or below zero for every input? Its net input is a straight line, so its
 * largest value on the points lies at one of the two ends.
 */
export const isSilent = (w, j) =>
  netInput(w, j, X[0]) <= 0 && netInput(w, j, X[X.length - 1]) <= 0;

/** The network's output at x. */
export function output(w, gamma, x) {
  let y = w[D];
  for (let j = 0; j < UNITS; j++) {
    const z = netInput(w, j, x);
    y += w[A + j] * (z > 0 ? z : gamma * z);
  }
  return y;
}

/** Mean squared error on the points. */
export const squaredError = (w, gamma) =>
  X.reduce((sum, x, i) => sum + (output(w, gamma, x) - T[i]) ** 2, 0) / X.length;

const h = new Float64Array(UNITS);

/**
 * Backpropagation: fills `g` with the gradient of Huber's loss, mean over the points with
 * the given indices. Huber's loss is half the squared error up to 1 and straight beyond:
 * a step that is too large kills units, but overflows nothing.
 */
export function gradients(w, gamma, rows, g) {
  g.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const x = X[rows[i]];
    let y = w[D];
    for (let j = 0; j < UNITS; j++) {
      const z = w[V + j] * x + w[C + j];
      h[j] = z > 0 ? z : gamma * z;
      y += w[A + j] * h[j];
    }
    const error = clamp(y - T[rows[i]], -1, 1) / rows.length;
    g[D] += error;
    for (let j = 0; j < UNITS; j++) {
      g[A + j] += error * h[j];
      const dz = error * w[A + j] * (h[j] > 0 ? 1 : gamma);
      g[V + j] += dz * x;
      g[C + j] += dz;
    }
  }
}

/**
 * For each unit the largest absolute value in the gradient of its slope, its bias and
 * its output weight, over all points: 0 means that no step changes it.
 */
export function unitGradients(w, gamma) {
  const g = new Float64Array(w.length);
  gradients(w, gamma, ALL, g);
  const largest = (j) => Math.max(...[V, C, A].map((part) => Math.abs(g[part + j])));
  return Array.from({ length: UNITS }, (_, j) => largest(j));
}

/**
 * What a seed decides: the weights to start from (as He et al., 2015, say) and the 8 of
 * the 32 points that each step looks at, every point once before any comes again.
 */
export function draw(seed) {
  const random = seeded(seed);
  const normal = normals(random);
  const v = Float64Array.from({ length: UNITS }, () => Math.SQRT2 * normal());
  const a = Float64Array.from({ length: UNITS }, () => Math.sqrt(2 / UNITS) * normal());
  const order = Array.from(ALL);
  const batches = [];
  while (batches.length < STEPS) {
    shuffle(random, order);
    for (let i = 0; i < order.length; i += BATCH)
      batches.push(Uint8Array.from(order.slice(i, i + BATCH)));
  }
  return { v, a, batches };
}

/**
 * Trains what draw() drew, with every bias of the layer at `bias` first. Computes as far
 * as it is asked for and remembers:
 *   weights(step)   all parameters at that step
 *   silent(step)    how many units are at or below zero for every input
 *   returned(step)  how often a silent unit came back up to that step
 */
export function createRun({ v, a, batches }, { learningRate, bias, gamma }) {
  const now = new Float64Array(3 * UNITS + 1);
  now.set(v, V);
  now.fill(bias, C, A);
  now.set(a, A);
  const states = [now.slice()];
  const silent = new Uint8Array(STEPS + 1);
  const returned = new Uint16Array(STEPS + 1);
  const was = new Uint8Array(UNITS);
  const g = new Float64Array(now.length);
  let reached = 0;
  count();

  // How many are silent now, and how many of those that were are no longer.
  function count() {
    for (let j = 0; j < UNITS; j++) {
      const is = isSilent(now, j) ? 1 : 0;
      silent[reached] += is;
      if (was[j] && !is) returned[reached]++;
      was[j] = is;
    }
  }

  function advance(w, step) {
    gradients(w, gamma, batches[step], g);
    for (let i = 0; i < w.length; i++) w[i] -= learningRate * g[i];
  }

  function reach(step) {
    while (reached < step) {
      advance(now, reached++);
      returned[reached] = returned[reached - 1];
      count();
      if (reached % EVERY === 0) states.push(now.slice());
    }
    return step;
  }

  return {
    silent: (step) => silent[reach(step)],
    returned: (step) => returned[reach(step)],
    weights(step) {
      if (reach(step) === reached) return now.slice();
      const w = states[Math.floor(step / EVERY)].slice();
      for (let k = step - (step % EVERY); k < step; k++) advance(w, k);
      return w;
    },
  };
}
