// How large activations and gradients are in each layer of a real network, and which
// factors make the gradient what it is. No DOM.
//
// Back from layer l+1 to layer l, δ = ∂L/∂z (a batch of them) becomes
//   e = W⁽ˡ⁺¹⁾ᵀ δ⁽ˡ⁺¹⁾   stretch = ‖e‖ / ‖δ⁽ˡ⁺¹⁾‖
//   ∂L/∂a⁽ˡ⁾ = e, plus ∂L/∂a⁽ˡ⁺¹⁾ where layer l+1 has a skip connection
//                          skip = ‖∂L/∂a⁽ˡ⁾‖ / ‖e‖
//   ∂L/∂u⁽ˡ⁾ = ∂L/∂a⁽ˡ⁾ ⊙ f′(u⁽ˡ⁾)
//                          slope = ‖∂L/∂u⁽ˡ⁾‖ / ‖∂L/∂a⁽ˡ⁾‖
//   δ⁽ˡ⁾, by LayerNorm's backward pass where there is one (else u = z)
//                          norm = ‖δ⁽ˡ⁾‖ / ‖∂L/∂u⁽ˡ⁾‖
// so that ‖δ⁽ˡ⁾‖ = ‖δ⁽ˡ⁺¹⁾‖ · stretch · skip · slope · norm, exactly. Beside the stretch,
//   weights = ‖W⁽ˡ⁺¹⁾‖ / √outputs   (the Frobenius norm)
// is what it would be for a δ that points in no special direction: root mean square.
import { INITIALIZERS, initialize } from "./initializers.js";
import { logisticCrossEntropy } from "./losses.js";
import { addInputGradients } from "./matrix.js";
import { backwardSums, createNetwork, forward, networkOf } from "./nn.js";
import { normals, seeded } from "./random.js";
import declared from "../state/gradient-flow.json" with { type: "json" };

const MAX_DEPTH = declared.depth.max;
export const EXAMPLES = 8;

/** Euclidean norm without overflow or underflow on the way: NaN where an entry is. */
export function safeNorm(values, count) {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const size = Math.abs(values[i]);
    if (size > largest) largest = size;
    else if (Number.isNaN(size)) return NaN;
  }
  if (largest === 0 || largest === Infinity) return largest;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const share = values[i] / largest;
    sum += share * share;
  }
  return largest * Math.sqrt(sum);
}

/**
 * One forward and backward pass of `net` on n examples X with targets T, and for each
 * hidden layer {activation, gradient, stretch, weights, skip, slope, norm}: the root mean
 * square of a, ‖δ‖ over the batch, and the factors above. The factors of the last hidden
 * layer lead from the output's δ.
 */
export function measure(net, X, T, n) {
  const output = forward(net, X, n);
  const grad = new Float64Array(n * net.sizes.at(-1));
  const loss = logisticCrossEntropy(output, T, n, net.sizes.at(-1), grad);
  backwardSums(net, grad);
  const layers = net.layers.slice(0, -1).map((layer, l) => {
    const next = net.layers[l + 1];
    const count = n * layer.outputs;
    const gradient = safeNorm(layer.dz, count);
    const atOutput = safeNorm(layer.da, count);
    const atSum = layer.layerNorm ? safeNorm(layer.du, count) : gradient;
    const back = next.residual ? normThroughWeights(next, n) : atOutput;
    return {
      activation: safeNorm(layer.a, count) / Math.sqrt(count),
      gradient,
      stretch: back / safeNorm(next.dz, n * next.outputs),
      weights: safeNorm(next.W, next.W.length) / Math.sqrt(next.outputs),
      skip: next.residual ? atOutput / back : 1,
      slope: atSum / atOutput,
      norm: layer.layerNorm ? gradient / atSum : 1,
    };
  });
  return { loss, layers };
}

function normThroughWeights({ inputs, outputs, W, dz }, n) {
  const back = new Float64Array(n * inputs);
  addInputGradients(back, dz, W, n, outputs, inputs);
  return safeNorm(back, back.length);
}

/**
 * A laboratory that keeps what a change of one setting leaves as it was: the result
 * takes {depth, width, activation, initializer, gain, layer_norm, residual, scale, seed}
 * and gives measure()'s result. Inputs are standard normal times `scale`, as many as the
 * layers are wide, targets 0 or 1, the output a logit with cross-entropy; `gain`
 * multiplies the weights that the initializer gives. Each layer has its own random
 * numbers: a deeper network keeps the layers that it has.
 */
export function createLaboratory() {
  let drawn = { key: "" };
  let built = { key: "" };

  function draw({ width, initializer, seed }) {
    const key = `${width} ${initializer} ${seed}`;
    if (drawn.key === key) return;
    const stream = (i) => seeded((MAX_DEPTH + 3) * seed + i);
    const normal = normals(stream(MAX_DEPTH));
    const random = stream(MAX_DEPTH + 1);
    drawn = {
      key,
      X: Float64Array.from({ length: EXAMPLES * width }, normal),
      T: Float64Array.from({ length: EXAMPLES }, () => (random() < 0.5 ? 0 : 1)),
      hidden: [],
      weights(l, outputs) {
        const W = new Float64Array(width * outputs);
        const gain = INITIALIZERS[initializer].gain;
        const random = stream(l);
        initialize(W, { inputs: width, outputs, initializer, gain, random });
        return W;
      },
    };
    drawn.output = drawn.weights(MAX_DEPTH + 2, 1);
  }

  // A deeper network takes over the layers that are there, a shallower one leaves the rest.
  function build({ depth, width, activation, layer_norm, residual }) {
    const key = [width, layer_norm, residual].join();
    if (built.key !== key)
      built = { key, hidden: [], X: new Float64Array(EXAMPLES * width) };
    const missing = depth - built.hidden.length;
    if (missing > 0) {
      const { layers } = createNetwork({
        sizes: [...Array(missing + 1).fill(width), 1],
        activations: activation,
        layerNorm: layer_norm,
        residual,
        initializer: "uniform",
        random: () => 0.5, // the weights are put in at each run
      });
      built.output = layers.pop();
      built.hidden.push(...layers);
    }
    const layers = built.hidden.slice(0, depth);
    for (const layer of layers) layer.activation = activation;
    built.net = networkOf([...layers, built.output]);
  }

  return function run(setting) {
    draw(setting);
    build(setting);
    const { depth, width, gain, scale } = setting;
    for (let l = drawn.hidden.length; l < depth; l++)
      drawn.hidden.push(drawn.weights(l, width));
    const { net, X } = built;
    net.layers.forEach(({ W }, l) => {
      const source = l < depth ? drawn.hidden[l] : drawn.output;
      for (let i = 0; i < W.length; i++) W[i] = gain * source[i];
    });
    for (let i = 0; i < X.length; i++) X[i] = scale * drawn.X[i];
    return measure(net, X, drawn.T, EXAMPLES);
  };
}

/** What the factors of layers l, l+1, ... multiply to, for each l: the way back to l. */
export function multipliedUp(factors) {
  let product = 1;
  return factors
    .toReversed()
    .map((factor) => (product *= factor))
    .reverse();
}

// Below this a number has lost figures on its way to 0.
const NEARLY_ZERO = 1e-290;

/**
 * Stretches of layers whose number cannot be drawn on a logarithmic axis: a list of
 * {from, to, kind}, layers counted from 1. The kind is "overflow" (∞, and NaN where
 * that came of ∞ on the same way), "nan" (NaN that came from elsewhere), "underflow" (0
 * after numbers that were nearly too small for a double) or "zero" (0 at once).
 * `numbers` are in the order of layers; `back` says that they come from the last one.
 */
export function outOfRange(numbers, back = false) {
  const inTurn = back ? numbers.toReversed() : numbers;
  let overflowed = false;
  let previous = 1;
  const kinds = inTurn.map((number) => {
    if (number > 0 && number < Infinity) {
      previous = number;
      return null;
    }
    if (number === 0) return previous < NEARLY_ZERO ? "underflow" : "zero";
    overflowed ||= number === Infinity || !back;
    return overflowed ? "overflow" : "nan";
  });
  if (back) kinds.reverse();
  const stretches = [];
  kinds.forEach((kind, i) => {
    const last = stretches.at(-1);
    if (kind && last?.kind === kind && last.to === i) last.to = i + 1;
    else if (kind) stretches.push({ kind, from: i + 1, to: i + 1 });
  });
  return stretches;
}
