// A network in training on points of the plane, repeatable from its seed: the playground
// without its picture.
import { ACTIVATIONS } from "./activations.js";
import { FEATURES, TASKS, featureMatrix, makeData } from "./datasets.js";
import { INITIALIZERS } from "./initializers.js";
import { LOSSES } from "./losses.js";
import { backward, computeSlopes, createNetwork, forward } from "./nn.js";
import { createOptimizer } from "./optimizers.js";
import { seeded, shuffle } from "./random.js";

export const TEST_EXAMPLES = 200;
// A smooth unit is saturated where its slope is below this on nine of ten examples.
const SATURATED = 0.05;
const SHARE = 0.9;

/**
 * Start a training. The setting:
 *   data, noise, n     data set, standard deviation of its noise, training examples
 *   inputs             names of FEATURES
 *   units, f           width and activation of each hidden layer
 *   init, scale        initializer, and what multiplies its weights
 *   opt, lr, batch, l2
 *   seed               for data, weights and the order of the examples
 */
export function startTraining(setting) {
  const { data, noise, n, units, f, seed } = setting;
  const inputs = Object.keys(FEATURES).filter((name) => setting.inputs.includes(name));
  const part = (count, stream) => {
    const random = seeded(4 * seed + stream);
    const examples = makeData(data, { n: count, noise, random });
    return { ...examples, n: count, X: featureMatrix(examples.points, inputs) };
  };
  const train = part(n, 0);
  const test = part(TEST_EXAMPLES, 1);
  const net = createNetwork({
    sizes: [inputs.length, ...units, 1],
    activations: [...f, "identity"],
    initializer: setting.init,
    gain: INITIALIZERS[setting.init].gain * setting.scale,
    random: seeded(4 * seed + 2),
  });
  const classifies = TASKS[data] === "classification";
  const loss = LOSSES[classifies ? "logistic_cross_entropy" : "squared_error"];
  const optimizer = createOptimizer(net, {
    method: setting.opt,
    learningRate: setting.lr,
    l2: setting.l2,
  });
  const next = batches(train, inputs.length, setting.batch, seeded(4 * seed + 3));
  const grad = new Float64Array(Math.max(n, TEST_EXAMPLES));

  const training = {
    net,
    inputs,
    train,
    test,
    classifies,
    steps: 0,
    perEpoch: Math.ceil(n / Math.min(setting.batch, n)),

    /** One step on the next mini-batch. */
    step() {
      const { X, T, count } = next();
      loss(forward(net, X, count), T, count, 1, grad);
      backward(net, grad);
      optimizer.step();
      training.steps += 1;
    },

    /**
     * Loss of both parts, the share of test examples that are right (null for a
     * regression), and for each hidden layer the state of each of its units on the
     * training examples: "dead", "saturated" or "".
     */
    evaluate() {
      const output = forward(net, test.X, test.n);
      const testLoss = loss(output, test.targets, test.n, 1, grad);
      const right = classifies ? shareRight(output, test.targets, test.n) : null;
      const trainLoss = loss(forward(net, train.X, n), train.targets, n, 1, grad);
      const states = net.layers.slice(0, -1).map((layer) => unitStates(layer, n));
      return { train: trainLoss, test: testLoss, right, states };
    },
  };
  return training;
}

// Mini-batches in an order that is shuffled afresh in each epoch; the last may be short.
function batches({ X, targets, n }, width, batch, random) {
  const size = Math.min(batch, n);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const rows = new Float64Array(size * width);
  const T = new Float64Array(size);
  let at = n;
  return function next() {
    if (at >= n) {
      shuffle(random, order);
      at = 0;
    }
    const count = Math.min(size, n - at);
    for (let i = 0; i < count; i++) {
      const example = order[at + i];
      for (let k = 0; k < width; k++) rows[i * width + k] = X[example * width + k];
      T[i] = targets[example];
    }
    at += count;
    return { X: rows, T, count };
  };
}

function shareRight(logits, targets, n) {
  let right = 0;
  for (let i = 0; i < n; i++) if (logits[i] > 0 === targets[i] > 0.5) right += 1;
  return right / n;
}

function unitStates(layer, n) {
  computeSlopes(layer, n);
  const { outputs: m, slope, activation } = layer;
  const zero = new Uint32Array(m);
  const flat = new Uint32Array(m);
  for (let i = 0, j = 0; i < n * m; i++, j = j + 1 === m ? 0 : j + 1) {
    if (slope[i] === 0) zero[j] += 1;
    if (Math.abs(slope[i]) < SATURATED) flat[j] += 1;
  }
  return Array.from({ length: m }, (_, j) => {
    if (activation === "relu" && zero[j] === n) return "dead";
    const isSmooth = !ACTIVATIONS[activation].corner;
    return isSmooth && flat[j] >= SHARE * n ? "saturated" : "";
  });
}
