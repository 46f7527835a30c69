// Random weights to start from: the same rules, names and default gains as
// nnbook.initializers, each with the variance that it gives a weight.
import { normals } from "./random.js";

const uniformFill = (limit) => (W, random) => {
  for (let i = 0; i < W.length; i++) W[i] = (2 * random() - 1) * limit;
};
const normalFill = (sd) => (W, random) => {
  const normal = normals(random);
  for (let i = 0; i < W.length; i++) W[i] = sd * normal();
};

/**
 * name -> {gain, fill(inputs, outputs, gain)}; the latter gives (W, random) => void.
 *   uniform          gain² / (3 inputs)              (Glorot & Bengio, 2010, eq. 1)
 *   normal           gain², whatever the fans
 *   xavier_*         2 gain² / (inputs + outputs)    (Glorot & Bengio, 2010)
 *   he_*             gain² / inputs                  (He et al., 2015)
 */
export const INITIALIZERS = {
  uniform: { gain: 1, fill: (n, _, gain) => uniformFill(gain / Math.sqrt(n)) },
  normal: { gain: 0.01, fill: (n, m, gain) => normalFill(gain) },
  xavier_uniform: {
    gain: 1,
    fill: (n, m, gain) => uniformFill(gain * Math.sqrt(6 / (n + m))),
  },
  xavier_normal: {
    gain: 1,
    fill: (n, m, gain) => normalFill(gain * Math.sqrt(2 / (n + m))),
  },
  he_uniform: {
    gain: Math.SQRT2,
    fill: (n, m, gain) => uniformFill(gain * Math.sqrt(3 / n)),
  },
  he_normal: {
    gain: Math.SQRT2,
    fill: (n, m, gain) => normalFill(gain / Math.sqrt(n)),
  },
};

/** Fill the weights W of a layer; `gain` undefined or null means the rule's own. */
export function initialize(W, { inputs, outputs, initializer, gain, random }) {
  const rule = INITIALIZERS[initializer];
  if (!rule)
    throw new Error(
      `No initializer "${initializer}"; there are ${Object.keys(INITIALIZERS).join(", ")}`,
    );
  rule.fill(inputs, outputs, gain ?? rule.gain)(W, random);
}
