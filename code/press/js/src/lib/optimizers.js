// What turns gradients into steps: SGD, momentum and Adam as torch.optim has them.

/**
 * An optimizer over a network's parameters; step() uses the gradients that the last
 * backward() left. Its numbers may be changed between steps.
 *   method        "sgd", "momentum" or "adam"
 *   learningRate
 *   momentum      v ← momentum · v + g, w ← w - learningRate · v
 *   beta1, beta2, epsilon   Adam's (Kingma & Ba, 2015)
 *   l2            λ of the penalty λ/2 Σ w² on the weights W alone: adds λ w to g
 */
export function createOptimizer(
  net,
  {
    method = "sgd",
    learningRate = 0.1,
    momentum = 0.9,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    l2 = 0,
  } = {},
) {
  if (!(method in STEPS))
    throw new Error(
      `No optimizer "${method}"; there are ${Object.keys(STEPS).join(", ")}`,
    );
  const parameters = net.layers.flatMap((layer) => [
    parameter(layer.W, layer.dW, true),
    parameter(layer.b, layer.db),
    ...(layer.layerNorm
      ? [parameter(layer.scale, layer.dScale), parameter(layer.shift, layer.dShift)]
      : []),
  ]);
  const optimizer = {
    method,
    learningRate,
    momentum,
    beta1,
    beta2,
    epsilon,
    l2,
    t: 0,
    step() {
      optimizer.t += 1;
      for (const p of parameters) STEPS[optimizer.method](optimizer, p);
    },
  };
  return optimizer;
}

const parameter = (value, grad, decays = false) => ({
  value,
  grad,
  decays,
  first: new Float64Array(value.length), // velocity, or Adam's mean of gradients
  second: new Float64Array(value.length), // Adam's mean of squared gradients
});

const STEPS = {
  sgd({ learningRate, l2 }, { value, grad, decays }) {
    const decay = decays ? l2 : 0;
    for (let i = 0; i < value.length; i++)
      value[i] -= learningRate * (grad[i] + decay * value[i]);
  },

  momentum({ learningRate, momentum, l2 }, { value, grad, decays, first }) {
    const decay = decays ? l2 : 0;
    for (let i = 0; i < value.length; i++) {
      first[i] = momentum * first[i] + grad[i] + decay * value[i];
      value[i] -= learningRate * first[i];
    }
  },

  adam({ learningRate, beta1, beta2, epsilon, l2, t }, p) {
    const { value, grad, first, second } = p;
    const decay = p.decays ? l2 : 0;
    // Both means start at 0; these undo that bias.
    const rate = learningRate / (1 - beta1 ** t);
    const unbias = 1 / Math.sqrt(1 - beta2 ** t);
    for (let i = 0; i < value.length; i++) {
      const g = grad[i] + decay * value[i];
      first[i] = beta1 * first[i] + (1 - beta1) * g;
      second[i] = beta2 * second[i] + (1 - beta2) * g * g;
      value[i] -= (rate * first[i]) / (Math.sqrt(second[i]) * unbias + epsilon);
    }
  },
};
