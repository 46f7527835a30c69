// A record of spikes that arrive at a neuron, [time in ms, synapse], and what follows
// from it: the potential over time, and the spikes that the neuron sends.
import { arrivals, leakyIntegrateAndFire } from "./neuron.js";
import { clamp } from "./numbers.js";

export const REST = -70; // mV, as in nnbook.neuron.leaky_integrate_and_fire
const DT = 0.1; // ms
const AT_REST = 0.1; // mV from rest: what is less is not to be seen
const TAIL = 12; // ms after the last arrival: time for a spike to leave

/**
 * Compute a record's course. `potential` and `fired` have a value for each step of
 * 0.1 ms; `end` is the time in ms at which the neuron is at rest again (0 for an empty
 * record), `sent` the times of the spikes that it sends.
 */
export function course(spikes, weights, threshold, tau) {
  const last = Math.max(0, ...spikes.map(([time]) => time));
  const steps = spikes.length ? Math.ceil((last + TAIL + 7 * tau) / DT) : 1;
  const { potential, spikes: fired } = leakyIntegrateAndFire(
    arrivals(spikes, weights, steps, DT),
    { dt: DT, tau, rest: REST, threshold },
  );
  const awake = potential.findLastIndex((v) => Math.abs(v - REST) >= AT_REST);
  const end = spikes.length ? Math.max((awake + 1) * DT, last + TAIL) : 0;
  const sent = fired.flatMap((yes, i) => (yes ? [i * DT] : []));
  return { potential, fired, sent, end };
}

/** The potential at a time in ms. */
export const potentialAt = ({ potential }, time) =>
  potential[clamp(Math.round(time / DT), 0, potential.length - 1)];

/** The highest potential up to a time in ms. */
export const peakUntil = ({ potential }, time) =>
  potential.slice(0, Math.round(time / DT) + 1).reduce((a, b) => Math.max(a, b), REST);

/**
 * Points [ms, mV] of the potential from `from` to `to`, with the fall at each spike.
 * After the course's end the neuron is at rest.
 */
export function tracePoints({ potential, fired }, from, to, reset = -75) {
  const points = [];
  const first = Math.max(0, Math.floor(from / DT));
  const last = Math.min(potential.length - 1, Math.round(to / DT));
  for (let i = first; i <= last; i++) {
    // A curve of the exponential's kind needs no more than a point each 0.5 ms; jumps do.
    const jump =
      i > 0 &&
      (fired[i] || fired[i - 1] || Math.abs(potential[i] - potential[i - 1]) > 0.3);
    if (!jump && i % 5 && i !== first && i !== last) continue;
    if (jump && !fired[i - 1]) points.push([i * DT, potential[i - 1]]);
    points.push([i * DT, potential[i]]);
    if (fired[i]) points.push([i * DT, reset]);
  }
  const rest = potential[potential.length - 1];
  if (!points.length) points.push([from, rest]);
  if (to / DT > potential.length) points.push([to, rest]);
  return points;
}

/** How many spikes of each synapse have arrived by a time in ms. */
export function counts(spikes, time, synapses = 3) {
  return Array.from(
    { length: synapses },
    (_, i) => spikes.filter(([t, s]) => s === i && t <= time + 1e-9).length,
  );
}
