// The two optimizers of Wide & Deep, on plain arrays: each takes small steps where it has
// already moved much, coordinate by coordinate.

const EPSILON = 1e-10; // as in torch

/**
 * AdaGrad (Duchi et al., 2011): the rate of a weight shrinks with the root of the sum of
 * its squared gradients, which starts at `squares`. Returns step(), which uses the
 * gradients that are in `grad`.
 */
export function adagrad(values, grad, { lr, squares = 0 }) {
  const sums = new Float64Array(values.length).fill(squares);
  return function step() {
    for (let i = 0; i < values.length; i++) {
      sums[i] += grad[i] * grad[i];
      values[i] -= (lr * grad[i]) / (Math.sqrt(sums[i]) + EPSILON);
    }
  };
}

/**
 * FTRL-proximal (McMahan et al., 2013, algorithm 1): AdaGrad's rates, and a weight that is
 * exactly 0 until its gradients have added up to more than `l1`.
 */
export function ftrl(values, grad, { alpha, beta, l1, l2 = 0 }) {
  const z = new Float64Array(values.length);
  const n = new Float64Array(values.length);
  return function step() {
    for (let i = 0; i < values.length; i++) {
      const g = grad[i];
      const next = n[i] + g * g;
      const sigma = (Math.sqrt(next) - Math.sqrt(n[i])) / alpha;
      z[i] += g - sigma * values[i];
      n[i] = next;
      values[i] =
        Math.abs(z[i]) <= l1
          ? 0
          : -(z[i] - Math.sign(z[i]) * l1) / ((beta + Math.sqrt(next)) / alpha + l2);
    }
  };
}
