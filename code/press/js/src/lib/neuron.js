// The neurons of chapter 1, as in nnbook.neuron, to which the tests hold them.
import { step } from "./activations.js";

/** z = w·x + b. */
export const netInput = (x, w, b = 0) => w.reduce((z, wi, i) => z + wi * x[i], 0) + b;

/** 1 where w·x + b >= 0, else 0. */
export const thresholdUnit = (x, w, b = 0) => step(netInput(x, w, b));

/**
 * Show a perceptron one example x (label y, 0 or 1): the new weights and bias, and the
 * error y - ŷ (0 where nothing changed).
 */
export function perceptronStep(w, b, x, y, lr = 1) {
  const error = y - thresholdUnit(x, w, b);
  if (error === 0) return { w, b, error };
  return { w: w.map((wi, i) => wi + lr * error * x[i]), b: b + lr * error, error };
}

/**
 * From `position` on, look at the points [...x, label] in turn up to the first that the
 * perceptron gets wrong, and correct it. Returns {index, error, w, b, position, rounds}:
 * what was corrected, what is looked at next, and how often the end of the list was
 * passed; null where all points are right.
 */
export function nextCorrection(points, w, b, position, lr) {
  for (let seen = 0; seen < points.length; seen++) {
    const index = (position + seen) % points.length;
    const x = points[index].slice(0, -1);
    const result = perceptronStep(w, b, x, points[index].at(-1), lr);
    if (result.error === 0) continue;
    const next = position + seen + 1;
    return {
      ...result,
      index,
      position: next % points.length,
      rounds: Math.floor(next / points.length),
    };
  }
  return null;
}

/**
 * How many corrections bring a perceptron back to the weights it has now: proof that it
 * goes round in a circle and never stops. null where it does not within `limit`.
 */
export function cycleLength(points, w, b, position, lr, limit = 500) {
  const close = (p, q) => Math.abs(p - q) < 1e-9;
  /** @type {{w: number[], b: number, position: number} | null} */
  let now = { w, b, position };
  for (let count = 1; count <= limit; count++) {
    now = nextCorrection(points, now.w, now.b, now.position, lr);
    if (!now) return null;
    const back = now.w.every((wi, i) => close(wi, w[i])) && close(now.b, b);
    if (back && now.position === position) return count;
  }
  return null;
}

/**
 * The potential of a neuron that sums its inputs, leaks, and fires. `inputs` holds for
 * each time step a list: by how many mV each synapse moves the potential. `dt` and `tau`
 * are in ms, the rest in mV. Returns the potential (at a spike the value that passed
 * the threshold) and whether there was a spike, for each step. Between inputs the
 * distance from rest shrinks by exp(-dt/tau), the exact solution of τ dv/dt = rest - v.
 */
export function leakyIntegrateAndFire(
  inputs,
  { dt = 0.1, tau = 20, rest = -70, threshold = -55, reset = -75 } = {},
) {
  const leak = Math.exp(-dt / tau);
  const spikes = [];
  let v = rest;
  const potential = inputs.map((arriving) => {
    v = rest + (v - rest) * leak + arriving.reduce((sum, mV) => sum + mV, 0);
    const passed = v;
    spikes.push(v >= threshold);
    if (v >= threshold) v = reset;
    return passed;
  });
  return { potential, spikes };
}

/**
 * What leakyIntegrateAndFire takes, from a record of spikes [time in ms, synapse]: for
 * each of `steps` steps, the strengths of the spikes that arrive in it.
 */
export function arrivals(spikes, weights, steps, dt = 0.1) {
  /** @type {number[][]} */
  const inputs = Array.from({ length: steps }, () => []);
  for (const [time, synapse] of spikes)
    inputs[Math.round(time / dt)]?.push(weights[synapse]);
  return inputs;
}
