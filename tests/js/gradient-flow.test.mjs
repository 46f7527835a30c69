// lib/gradient-flow.js against torch in float64, given the same weights
// (tests/golden/flow.py), and what it says where numbers end.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ACTIVATIONS } from "../../code/press/js/src/lib/activations.js";
import {
  EXAMPLES,
  createLaboratory,
  measure,
  multipliedUp,
  outOfRange,
  safeNorm,
} from "../../code/press/js/src/lib/gradient-flow.js";
import { createNetwork } from "../../code/press/js/src/lib/nn.js";

const golden = JSON.parse(
  readFileSync(process.env.NNBOOK_GOLDEN, "utf8"),
).gradient_flow;

const SETTING = {
  depth: 50,
  width: 64,
  activation: "logistic",
  initializer: "xavier_uniform",
  gain: 1,
  layer_norm: false,
  residual: false,
  scale: 1,
  seed: 0,
};
const flow = (setting) => createLaboratory()({ ...SETTING, ...setting });
const column = ({ layers }, key) => layers.map((layer) => layer[key]);

test("sizes and factors are those of torch", () => {
  const alone = Object.keys(ACTIVATIONS).filter((name) => {
    const { corner, formOf } = ACTIVATIONS[name];
    return corner !== "jump" && !formOf;
  });
  assert.equal(golden.length, 4 * alone.length); // with and without each switch
  for (const run of golden) {
    const { depth, width, activation, layer_norm: layerNorm, residual } = run;
    const sizes = [...Array(depth + 1).fill(width), 1];
    const net = createNetwork({
      sizes,
      activations: activation,
      layerNorm,
      residual,
    });
    net.layers.forEach(({ W }, l) => W.set(run.weights[l]));
    const found = measure(net, Float64Array.from(run.X), run.T, EXAMPLES);
    const what = `${activation} ${depth}×${width} ${layerNorm} ${residual}`;
    assert.ok(Math.abs(found.loss - run.loss) <= 1e-10 * run.loss, what);
    run.layers.forEach((expected, l) => {
      for (const [key, value] of Object.entries(expected)) {
        const actual = found.layers[l][key];
        assert.ok(
          Math.abs(actual - value) <= 1e-10 * Math.abs(value),
          `${what}: ${key} of layer ${l + 1} is ${actual}, expected ${value}`,
        );
      }
    });
  }
});

test("the factors' product is the change of the gradient", () => {
  for (const switches of [{}, { layer_norm: true }, { residual: true }]) {
    const { layers } = flow({ activation: "tanh", depth: 20, ...switches });
    layers.slice(0, -1).forEach((layer, l) => {
      const product = layer.stretch * layer.skip * layer.slope * layer.norm;
      const change = layer.gradient / layers[l + 1].gradient;
      assert.ok(Math.abs(product / change - 1) < 1e-12);
    });
  }
});

test("factors multiplied up lead back to each layer's gradient", () => {
  assert.deepEqual(multipliedUp([2, 3, 5]), [30, 15, 5]);
  const { layers } = flow({ activation: "tanh", depth: 20 });
  const all = layers.slice(0, -1).map(({ stretch, slope }) => stretch * slope);
  multipliedUp(all).forEach((product, l) => {
    const change = layers[l].gradient / layers.at(-1).gradient;
    assert.ok(Math.abs(product / change - 1) < 1e-12);
  });
});

test("the presets vanish, explode and stay healthy", () => {
  const change = (setting) => {
    const gradients = column(flow(setting), "gradient");
    return gradients[0] / gradients.at(-1);
  };
  assert.ok(change({}) < 1e-25);
  const relu = { activation: "relu", initializer: "he_normal" };
  for (let seed = 0; seed < 10; seed++) {
    assert.ok(change({ ...relu, gain: 1.5, seed }) > 1e6);
    const healthy = change({ ...relu, seed });
    assert.ok(healthy > 0.02 && healthy < 50, `${healthy}`);
  }
});

test("a deeper network keeps the layers that it has, a seed repeats", () => {
  const run = createLaboratory();
  const shallow = column(run({ ...SETTING, depth: 10 }), "activation");
  const deep = column(run({ ...SETTING, depth: 30 }), "activation");
  assert.deepEqual(deep.slice(0, 10), shallow);
  // Layers are used again, with what other networks left in them.
  for (const depth of [30, 5, 40, 10])
    assert.deepEqual(run({ ...SETTING, depth }), flow({ depth }));
  const tanh = { ...SETTING, depth: 10, activation: "tanh" };
  run({ ...tanh, activation: "relu" });
  assert.deepEqual(run(tanh), createLaboratory()(tanh));
  const other = column(run({ ...SETTING, depth: 10, seed: 1 }), "activation");
  assert.notDeepEqual(other, shallow);
  assert.deepEqual(column(flow({ depth: 10 }), "activation"), shallow);
});

test("gain and scale multiply weights and inputs", () => {
  const linear = { activation: "relu", depth: 3 };
  const [one] = column(flow(linear), "activation").slice(-1);
  const [scaled] = column(flow({ ...linear, scale: 10 }), "activation").slice(
    -1,
  );
  const [gained] = column(flow({ ...linear, gain: 2 }), "activation").slice(-1);
  assert.ok(Math.abs(scaled / one - 10) < 1e-9);
  assert.ok(Math.abs(gained / one - 8) < 1e-9);
});

test("norms neither overflow nor underflow on the way", () => {
  for (const size of [1e200, 1e-200, 1e-310])
    assert.ok(
      Math.abs(safeNorm([3 * size, 4 * size], 2) / (5 * size) - 1) < 1e-9,
    );
  assert.equal(safeNorm([0, 0], 2), 0);
  assert.equal(safeNorm([1, -Infinity], 2), Infinity);
  assert.ok(Number.isNaN(safeNorm([Infinity, NaN], 2)));
  assert.equal(safeNorm([3, 4, 100], 2), 5);
});

test("what ends at 0 or ∞ is told apart", () => {
  const stretch = (kind, from, to) => ({ kind, from, to });
  assert.deepEqual(outOfRange([1, 2, 3]), []);
  assert.deepEqual(outOfRange([1, 0, 0]), [stretch("zero", 2, 3)]);
  assert.deepEqual(outOfRange([0, 0, 1e-310, 1], true), [
    stretch("underflow", 1, 2),
  ]);
  assert.deepEqual(outOfRange([0, 0, 1], true), [stretch("zero", 1, 2)]);
  assert.deepEqual(outOfRange([1, Infinity, NaN, NaN]), [
    stretch("overflow", 2, 4),
  ]);
  assert.deepEqual(outOfRange([NaN, NaN], true), [stretch("nan", 1, 2)]);
  assert.deepEqual(outOfRange([NaN, Infinity, 1e300], true), [
    stretch("overflow", 1, 2),
  ]);
});

test("real networks underflow, overflow and stop at a step", () => {
  const kinds = (setting, key, back) =>
    outOfRange(column(flow(setting), key), back).map(({ kind }) => kind);
  const deep = { depth: 100, gain: 0.0001 };
  assert.deepEqual(kinds(deep, "gradient", true), ["underflow"]);
  const relu = { activation: "relu", initializer: "he_normal", depth: 100 };
  assert.deepEqual(kinds({ ...relu, gain: 5000 }, "activation"), ["overflow"]);
  assert.deepEqual(kinds({ ...relu, gain: 5000 }, "gradient", true), ["nan"]);
  assert.deepEqual(kinds({ activation: "step" }, "gradient", true), ["zero"]);
});
