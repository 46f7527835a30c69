// Deep networks that train on the same points, each in its own way, step by step.
import { makeData } from "./datasets.js";
import { createHistory } from "./history.js";
import { logisticCrossEntropy } from "./losses.js";
import { backward, createNetwork, forward, norm } from "./nn.js";
import { createOptimizer } from "./optimizers.js";
import { seeded } from "./random.js";

export const EXAMPLES = 64;

/**
 * name -> what a network of `depth` hidden layers is made of; `rate` multiplies the
 * learning rate. The residual sums would grow with each of the blocks, so their weights
 * are He's divided by √depth.
 */
const ENTRIES = {
  logistic: () => ({ activations: "logistic", initializer: "xavier_normal" }),
  slow: () => ({ activations: "logistic", initializer: "xavier_normal", rate: 0.1 }),
  tanh: () => ({ activations: "tanh", initializer: "xavier_normal" }),
  relu_xavier: () => ({ activations: "relu", initializer: "xavier_normal" }),
  relu: () => ({ activations: "relu", initializer: "he_normal" }),
  residual: (depth) => ({
    activations: "relu",
    initializer: "he_normal",
    gain: Math.sqrt(2 / depth),
    residual: true,
  }),
  exploding: () => ({
    activations: "relu",
    initializer: "he_normal",
    gain: 1.5 * Math.SQRT2,
  }),
};
export const ENTRY_NAMES = Object.keys(ENTRIES);

/**
 * Start a race of `entries` with `depth` hidden layers of `width` units and learning
 * rate `lr` on circles, all from the same `seed`. Each runner has `name`, `loss` and
 * `gradient` (the norm of ∂L/∂W of the first layer) where it stands, and `history`
 * of both; step() takes one step of gradient descent on all examples with each.
 */
export function startRace({ entries, depth, width, lr, seed }) {
  const { points, targets } = makeData("circles", {
    n: EXAMPLES,
    noise: 0.05,
    random: seeded(4 * seed),
  });
  const grad = new Float64Array(EXAMPLES);

  function measure(runner) {
    const output = forward(runner.net, points, EXAMPLES);
    runner.loss = logisticCrossEntropy(output, targets, EXAMPLES, 1, grad);
    backward(runner.net, grad);
    runner.gradient = norm(runner.net.layers[0].dW);
    const { loss, gradient } = runner;
    runner.history.add({ step: race.steps, loss, gradient });
  }

  const race = {
    targets,
    steps: 0,
    runners: entries.map((name) => {
      const { rate = 1, ...made } = ENTRIES[name](depth);
      const net = createNetwork({
        sizes: [2, ...Array.from({ length: depth }, () => width), 1],
        ...made,
        random: seeded(4 * seed + 2),
      });
      const optimizer = createOptimizer(net, { learningRate: lr * rate });
      return { name, net, optimizer, history: createHistory() };
    }),
    step() {
      race.steps += 1;
      for (const runner of race.runners) {
        runner.optimizer.step();
        measure(runner);
      }
    },
  };
  race.runners.forEach(measure);
  return race;
}
