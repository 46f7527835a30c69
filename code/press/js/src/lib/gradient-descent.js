// Gradient descent for a neuron with two weights, ŷ = w₁h₁ + w₂h₂, on half the mean
// squared error: its loss is a quadratic bowl over the plane of the weights.

/**
 * The neuron's task: inputs h (pairs) and targets. The bowl is known exactly from
 * A = mean h hᵀ and c = mean h·target: loss = ½wᵀAw - c·w + rest, gradient = Aw - c.
 */
export function makeTask(inputs, targets) {
  const mean = (f) => inputs.reduce((sum, h, i) => sum + f(h, i), 0) / inputs.length;
  const A = [0, 1].map((j) => [0, 1].map((k) => mean((h) => h[j] * h[k])));
  const c = [0, 1].map((j) => mean((h, i) => h[j] * targets[i]));
  const rest = 0.5 * mean((h, i) => targets[i] ** 2);
  const best = solve(A, c);
  const task = { inputs, targets, A, c, rest, best };
  task.least = loss(task, best);
  return task;
}

/**
 * Half the mean squared error at weights w.
 * @param {{A: number[][], c: number[], rest: number}} task
 * @param {number[]} w
 */
export const loss = ({ A, c, rest }, [w1, w2]) =>
  0.5 * (A[0][0] * w1 * w1 + 2 * A[0][1] * w1 * w2 + A[1][1] * w2 * w2) -
  c[0] * w1 -
  c[1] * w2 +
  rest;

/**
 * Gradient of the loss over all examples.
 * @param {{A: number[][], c: number[]}} task
 * @param {number[]} w
 */
export const gradient = ({ A, c }, [w1, w2]) => [
  A[0][0] * w1 + A[0][1] * w2 - c[0],
  A[1][0] * w1 + A[1][1] * w2 - c[1],
];

/** Gradient of the loss of example i alone: its error times its inputs. */
export function exampleGradient({ inputs, targets }, w, i) {
  const [h1, h2] = inputs[i];
  const error = w[0] * h1 + w[1] * h2 - targets[i];
  return [error * h1, error * h2];
}

/** The gradient that step number `step` follows: `order` null means all examples. */
export const stepGradient = (task, w, step, order) =>
  order ? exampleGradient(task, w, order[step % order.length]) : gradient(task, w);

const FAR = 1e6; // weights beyond this have diverged: no picture shows them

/**
 * `steps` steps of gradient descent from `start`, fewer where it diverges. `order`
 * lists the examples that single steps look at in turn; null looks at all in each.
 * Returns the path of weights, the loss at each, and `same`: in how many of the first
 * k steps both components of the gradient had the same sign.
 */
export function descend(task, { start, learningRate, steps, order = null }) {
  const path = [start];
  const losses = [loss(task, start)];
  const same = [0];
  for (let k = 0; k < steps; k++) {
    const w = path[k];
    const g = stepGradient(task, w, k, order);
    const next = [w[0] - learningRate * g[0], w[1] - learningRate * g[1]];
    path.push(next);
    losses.push(loss(task, next));
    same.push(same[k] + (g[0] * g[1] > 0 ? 1 : 0));
    if (!(Math.hypot(...next) < FAR)) break;
  }
  return { path, losses, same, diverged: !(Math.hypot(...path.at(-1)) < FAR) };
}

/**
 * How many steps bring the loss to within `share` of the way from its start down to its
 * least value; null where `limit` steps do not, or where it diverges.
 */
export function stepsNeeded(
  task,
  { start, learningRate, order = null, share = 0.01, limit },
) {
  const goal = task.least + share * (loss(task, start) - task.least);
  let w = start;
  for (let k = 0; k <= limit; k++) {
    if (loss(task, w) <= goal) return k;
    if (!(Math.abs(w[0]) + Math.abs(w[1]) < FAR)) return null;
    const g = stepGradient(task, w, k, order);
    w = [w[0] - learningRate * g[0], w[1] - learningRate * g[1]];
  }
  return null;
}

/**
 * The bowl's axes: curvature along each (the eigenvalues of A, large one first) and
 * the direction of the first. Descent over all examples diverges beyond the learning
 * rate 2 / large.
 */
export function axes({ A: [[a, b], [, d]] }) {
  const middle = (a + d) / 2;
  const half = Math.hypot((a - d) / 2, b);
  const angle = 0.5 * Math.atan2(2 * b, a - d);
  return {
    large: middle + half,
    small: middle - half,
    direction: [Math.cos(angle), Math.sin(angle)],
  };
}

/**
 * @param {number[][]} A
 * @param {number[]} right
 */
function solve([[a, b], [c, d]], [p, q]) {
  const det = a * d - b * c;
  return [(p * d - b * q) / det, (a * q - c * p) / det];
}
