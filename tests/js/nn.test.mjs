// lib/nn.js with its losses, optimizers and initializers against torch in float64
// (tests/golden/networks.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { INITIALIZERS, initialize } from "../../code/press/js/src/lib/initializers.js";
import { LOSSES } from "../../code/press/js/src/lib/losses.js";
import {
  ACTIVATION_NAMES,
  backward,
  computeSlopes,
  createNetwork,
  forward,
} from "../../code/press/js/src/lib/nn.js";
import { createOptimizer } from "../../code/press/js/src/lib/optimizers.js";
import { seeded } from "../../code/press/js/src/lib/random.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).networks;

// 1e-10 of the array's largest entry; below 1e-16 there is only rounding.
function close(actual, expected, what) {
  const largest = expected.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  for (const [i, value] of expected.entries())
    assert.ok(
      Math.abs(actual[i] - value) <= 1e-10 * largest + 1e-16,
      `${what}[${i}]: ${actual[i]}, expected ${value}`,
    );
}

const PARAMETERS = { W: "W", b: "b", scale: "scale", shift: "shift" };
const GRADIENTS = { W: "dW", b: "db", scale: "dScale", shift: "dShift" };

function closeLayers(net, expected, keys, what) {
  for (const [l, values] of expected.entries())
    for (const [name, numbers] of Object.entries(values))
      close(net.layers[l][keys[name]], numbers, `${what} ${name} of layer ${l + 1}`);
}

function networkOf(run) {
  const net = createNetwork({
    sizes: run.sizes,
    activations: run.activation,
    layerNorm: run.layer_norm,
    residual: run.residual,
    random: seeded(1),
  });
  for (const [l, values] of run.start.entries())
    for (const [name, numbers] of Object.entries(values))
      net.layers[l][name].set(numbers);
  return net;
}

for (const [number, run] of golden.runs.entries()) {
  const parts = ["activation", "initializer", "loss", "optimizer"].map((k) => run[k]);
  const extras = ["layer_norm", "residual", "l2"].filter((k) => run[k]);
  test(`network ${number}: ${[...parts, ...extras].join(", ")}`, () => {
    const net = networkOf(run);
    const optimizer = createOptimizer(net, {
      method: run.optimizer,
      learningRate: run.learning_rate,
      l2: run.l2,
    });
    const X = Float64Array.from(run.X);
    const T = Float64Array.from(run.T);
    const k = run.sizes.at(-1);
    const grad = new Float64Array(run.n * k);
    const losses = run.losses.map((_, step) => {
      const output = forward(net, X, run.n);
      const loss = LOSSES[run.loss](output, T, run.n, k, grad);
      backward(net, grad);
      if (step === 0) {
        close(output, run.output, "output");
        close(net.dInput, run.input_gradient, "input's gradient");
        closeLayers(net, run.gradients, GRADIENTS, "gradient of");
      }
      optimizer.step();
      return loss;
    });
    close(losses, run.losses, "losses");
    closeLayers(net, run.end, PARAMETERS, "trained");
  });
}

test("every activation, initializer, loss and optimizer was among them", () => {
  const seen = (key) => new Set(golden.runs.map((run) => run[key]));
  assert.deepEqual([...seen("activation")].sort(), [...ACTIVATION_NAMES].sort());
  assert.deepEqual([...seen("initializer")].sort(), Object.keys(INITIALIZERS).sort());
  assert.deepEqual([...seen("loss")].sort(), Object.keys(LOSSES).sort());
  assert.deepEqual([...seen("optimizer")].sort(), ["adam", "momentum", "sgd"]);
});

for (const { name, shape, gain, kind, limit, sd } of golden.initializers) {
  test(`${name} with gain ${gain} draws as widely as nnbook's`, () => {
    const [outputs, inputs] = shape;
    const W = new Float64Array(outputs * inputs);
    initialize(W, { inputs, outputs, initializer: name, gain, random: seeded(7) });
    const variance = W.reduce((sum, w) => sum + w * w, 0) / W.length;
    const expected = kind === "uniform" ? limit ** 2 / 3 : sd ** 2;
    assert.ok(Math.abs(variance / expected - 1) < 0.03, `${variance}, ${expected}`);
    const largest = W.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
    if (kind === "uniform")
      assert.ok(largest <= limit && largest > 0.999 * limit, `${largest}, ${limit}`);
    else assert.ok(largest > 3 * sd, "a normal has tails");
  });
}

test("buffers grow with the batch and are kept after that", () => {
  const net = createNetwork({ sizes: [2, 3, 1], activations: "tanh" });
  const X = new Float64Array(20).fill(0.5);
  const one = forward(net, X, 1)[0];
  const buffer = forward(net, X, 10);
  assert.equal(buffer[9], one);
  assert.equal(forward(net, X, 4), buffer);
});

test("slopes can be had without a backward pass", () => {
  const net = createNetwork({ sizes: [1, 2, 1], activations: "relu" });
  net.layers[0].W.set([1, -1]);
  forward(net, Float64Array.of(3), 1);
  computeSlopes(net.layers[0], 1);
  assert.deepEqual([...net.layers[0].slope], [1, 0]);
});

test("the same seed gives the same network, another seed another", () => {
  const first = (seed) =>
    createNetwork({ sizes: [2, 3, 1], activations: "relu", random: seeded(seed) });
  assert.deepEqual(first(5).layers[0].W, first(5).layers[0].W);
  // Neighbouring seeds must not give neighbouring numbers.
  const starts = Array.from({ length: 200 }, (_, seed) => seeded(seed)());
  const steps = starts.slice(1).map((value, i) => Math.abs(value - starts[i]));
  const mean = steps.reduce((a, b) => a + b) / steps.length;
  assert.ok(Math.abs(mean - 1 / 3) < 0.06, `${mean}`);
});

for (const [what, options, message] of [
  ["one size", { sizes: [2], activations: "relu" }, /two or more positive integers/],
  ["a width of 0", { sizes: [2, 0, 1], activations: "relu" }, /positive integers/],
  ["an unknown activation", { sizes: [2, 1], activations: "cube" }, /No activation/],
  ["too few names", { sizes: [2, 2, 1], activations: ["relu"] }, /has 1 names/],
  [
    "an unknown initializer",
    { sizes: [2, 1], activations: "relu", initializer: "zeros" },
    /No initializer "zeros"; there are uniform/,
  ],
])
  test(`${what} is refused`, () =>
    assert.throws(() => createNetwork(options), message));

test("too few values in X are told", () => {
  const net = createNetwork({ sizes: [2, 1], activations: "relu" });
  assert.throws(() => forward(net, new Float64Array(3), 2), /X has 3 values/);
});

test("an unknown optimizer is refused", () => {
  const net = createNetwork({ sizes: [2, 1], activations: "relu" });
  assert.throws(() => createOptimizer(net, { method: "lion" }), /sgd, momentum, adam/);
});
