// A fully connected network: forward and backward pass on Float64Arrays, a batch at a
// time, row-major (example i's values lie in a row). No DOM. The buffers are made once
// and grow with the batch: nothing is allocated in a training loop.
//
// Layer l computes, from the layer below,
//   z = W a_below + b        W has shape outputs × inputs (N_l × N_{l-1})
//   u = z, or LayerNorm(z) = scale · ẑ + shift where layerNorm is on (hidden layers)
//   y = f(u)
//   a = y, or y + a_below where residual is on (hidden layers as wide as the one below)
import { ACTIVATIONS, logistic } from "./activations.js";
import { tanh } from "./fast-tanh.js";
import { initialize } from "./initializers.js";
import { addInputGradients, affine, weightGradients } from "./matrix.js";

const EPSILON = 1e-5; // in LayerNorm's square root, as in torch

const INV_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);
// z Φ(z) / z and z σ(z) / z give Φ and σ back without another erf or exp.
const share = (u, y) => (u === 0 ? 0.5 : y / u);

// y = f(u), and the slope from u and y: y often holds already what the slope needs.
const FUNCTIONS = {
  ...Object.fromEntries(
    Object.entries(ACTIVATIONS).map(([name, { f, df }]) => [
      name,
      { f, slope: (u, y, gamma) => df(u, gamma) },
    ]),
  ),
  identity: { f: (u) => u, slope: () => 1 },
  logistic: { f: logistic, slope: (u, y) => y * (1 - y) },
  tanh: { f: tanh, slope: (u, y) => (1 - y) * (1 + y) },
  gelu: {
    f: ACTIVATIONS.gelu.f,
    slope: (u, y) => share(u, y) + u * INV_SQRT_2PI * Math.exp(-0.5 * u * u),
  },
  silu: {
    f: ACTIVATIONS.silu.f,
    slope: (u, y) => share(u, y) * (1 + u * (1 - share(u, y))),
  },
};

/** Names that a layer's activation may have. */
export const ACTIVATION_NAMES = Object.keys(FUNCTIONS);

/**
 * A network with random weights and zero biases.
 *   sizes         [N_0, ..., N_L], N_0 the number of inputs
 *   activations   one name for all hidden layers (the output stays the weighted sum,
 *                 "identity"), or a list of L names
 *   initializer   a name of INITIALIZERS, or a list of L names
 *   gain          multiplies the weights; undefined means the initializer's own
 *   layerNorm, residual   switches, see above
 *   gamma         the leak of "leaky_relu"
 *   random        source of uniform numbers in [0, 1), see random.js
 * Each of `layers` holds inputs, outputs, activation, W, b (and scale, shift), their
 * gradients dW, db (dScale, dShift), and what the last passes left there, n rows each:
 * z, u, y, a from forward(), slope = f′(u), da, du, dz (the loss's gradients) from
 * backward().
 * @param {{sizes: number[], activations: string | string[],
 *   initializer?: string | string[], gain?: number, layerNorm?: boolean,
 *   residual?: boolean, gamma?: number, random?: () => number}} options
 */
export function createNetwork({
  sizes,
  activations,
  initializer = "xavier_uniform",
  gain,
  layerNorm = false,
  residual = false,
  gamma = 0.01,
  random = Math.random,
}) {
  check(sizes, activations, initializer);
  const last = sizes.length - 2;
  const layers = sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const activation =
      typeof activations !== "string"
        ? activations[l]
        : l === last
          ? "identity"
          : activations;
    const W = new Float64Array(outputs * inputs);
    const rule = Array.isArray(initializer) ? initializer[l] : initializer;
    initialize(W, { inputs, outputs, initializer: rule, gain, random });
    const hidden = l < last;
    return {
      inputs,
      outputs,
      activation,
      gamma,
      layerNorm: layerNorm && hidden,
      residual: residual && hidden && inputs === outputs,
      W,
      b: new Float64Array(outputs),
      scale: layerNorm && hidden ? new Float64Array(outputs).fill(1) : null,
      shift: layerNorm && hidden ? new Float64Array(outputs) : null,
      dW: new Float64Array(W.length),
      db: new Float64Array(outputs),
      dScale: layerNorm && hidden ? new Float64Array(outputs) : null,
      dShift: layerNorm && hidden ? new Float64Array(outputs) : null,
      capacity: 0, // examples for which there is room
    };
  });
  return networkOf(layers);
}

/** The network that consists of these layers, which may be those of another. */
export function networkOf(layers) {
  const sizes = [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
  return { sizes, layers, n: 0, input: null, dInput: new Float64Array(0) };
}

function check(sizes, activations, initializer) {
  if (sizes.length < 2 || !sizes.every((s) => Number.isInteger(s) && s > 0))
    throw new Error(
      `sizes is [${sizes}], but a network needs two or more positive integers`,
    );
  const lists = Object.entries({ activations, initializer });
  for (const [name, list] of lists)
    if (Array.isArray(list) && list.length !== sizes.length - 1)
      throw new Error(
        `${name} has ${list.length} names, but there are ${sizes.length - 1} layers ` +
          "(the input is not one)",
      );
  const unknown = [activations].flat().find((name) => !(name in FUNCTIONS));
  if (unknown !== undefined)
    throw new Error(
      `No activation "${unknown}"; there are ${ACTIVATION_NAMES.join(", ")}`,
    );
}

function reserve(net, n) {
  for (const layer of net.layers) if (layer.capacity < n) reserveLayer(layer, n);
  const inputs = n * net.sizes[0];
  if (net.dInput.length < inputs) net.dInput = new Float64Array(inputs);
}

function reserveLayer(layer, n) {
  const make = (width) => new Float64Array(n * width);
  const m = layer.outputs;
  layer.z = make(m);
  layer.y = make(m);
  layer.slope = make(m);
  layer.da = make(m);
  layer.dz = make(m);
  layer.a = layer.residual ? make(m) : layer.y;
  layer.u = layer.layerNorm ? make(m) : layer.z;
  layer.du = layer.layerNorm ? make(m) : layer.dz;
  layer.normal = layer.layerNorm ? make(m) : null;
  layer.inverseSd = layer.layerNorm ? make(1) : null;
  layer.capacity = n;
}

/**
 * The network's outputs for the first n rows of X (n × N_0): the last layer's `a`, whose
 * first n · N_L entries count. X is not copied: backward() reads it again.
 */
export function forward(net, X, n) {
  if (X.length < n * net.sizes[0])
    throw new Error(
      `X has ${X.length} values, but ${n} rows of ${net.sizes[0]} were asked for`,
    );
  reserve(net, n);
  net.n = n;
  net.input = X;
  let below = X;
  for (const layer of net.layers) {
    affine(layer.z, below, layer.W, layer.b, n, layer.outputs, layer.inputs);
    if (layer.layerNorm) normalize(layer, n);
    apply(layer, n * layer.outputs);
    if (layer.residual)
      for (let i = 0; i < n * layer.outputs; i++) layer.a[i] = layer.y[i] + below[i];
    below = layer.a;
  }
  return below;
}

/**
 * Gradients of the loss from its gradient at the outputs of the last forward() (n × N_L):
 * fills dW, db (dScale, dShift) and slope, da, du, dz of each layer and net.dInput.
 * They replace those of the last call.
 */
export function backward(net, gradOut) {
  backwardSums(net, gradOut);
  const { layers, n } = net;
  layers.forEach(({ dW, db, dz, outputs, inputs }, l) => {
    const below = l ? layers[l - 1].a : net.input;
    weightGradients(dW, db, dz, below, n, outputs, inputs);
  });
}

/** The same without dW and db: what reaches each layer on the way back. */
export function backwardSums(net, gradOut) {
  const { layers, n } = net;
  const top = layers.at(-1);
  for (let i = 0; i < n * top.outputs; i++) top.da[i] = gradOut[i];
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l];
    const { inputs, outputs } = layer;
    const dBelow = l ? layers[l - 1].da : net.dInput;
    computeSlopes(layer, n);
    for (let i = 0; i < n * outputs; i++) layer.du[i] = layer.da[i] * layer.slope[i];
    if (layer.layerNorm) denormalize(layer, n);
    const count = n * inputs;
    if (layer.residual) for (let i = 0; i < count; i++) dBelow[i] = layer.da[i];
    else dBelow.fill(0, 0, count);
    addInputGradients(dBelow, layer.dz, layer.W, n, outputs, inputs);
  }
}

// The usual two have loops of their own: without calls a loop is several times as fast.
function apply({ activation, gamma, u, y }, count) {
  if (activation === "relu") {
    for (let i = 0; i < count; i++) y[i] = u[i] < 0 ? 0 : u[i]; // NaN stays NaN
  } else if (activation === "tanh") {
    for (let i = 0; i < count; i++) y[i] = tanh(u[i]);
  } else {
    const { f } = FUNCTIONS[activation];
    for (let i = 0; i < count; i++) y[i] = f(u[i], gamma);
  }
}

/** Fill layer.slope with f′(u) for the n examples of the last forward(). */
export function computeSlopes({ activation, gamma, outputs, u, y, slope }, n) {
  const count = n * outputs;
  if (activation === "relu") {
    for (let i = 0; i < count; i++) slope[i] = u[i] > 0 ? 1 : 0;
  } else if (activation === "tanh") {
    for (let i = 0; i < count; i++) slope[i] = (1 - y[i]) * (1 + y[i]);
  } else {
    const { slope: at } = FUNCTIONS[activation];
    for (let i = 0; i < count; i++) slope[i] = at(u[i], y[i], gamma);
  }
}

// Each example's sums are brought to mean 0 and variance 1 over the layer's units
// (Ba, Kiros & Hinton, 2016), then scaled and shifted by what is learned.
function normalize({ outputs: m, z, u, normal, inverseSd, scale, shift }, n) {
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let mean = 0;
    for (let j = 0; j < m; j++) mean += z[row + j];
    mean /= m;
    let variance = 0;
    for (let j = 0; j < m; j++) variance += (z[row + j] - mean) ** 2;
    const inverse = 1 / Math.sqrt(variance / m + EPSILON);
    inverseSd[i] = inverse;
    for (let j = 0; j < m; j++) {
      const x = (z[row + j] - mean) * inverse;
      normal[row + j] = x;
      u[row + j] = scale[j] * x + shift[j];
    }
  }
}

function denormalize(layer, n) {
  const { outputs: m, normal, inverseSd, scale, dScale, dShift, du, dz } = layer;
  dScale.fill(0);
  dShift.fill(0);
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let sum = 0;
    let along = 0;
    for (let j = 0; j < m; j++) {
      const d = du[row + j];
      const x = normal[row + j];
      dShift[j] += d;
      dScale[j] += d * x;
      sum += d * scale[j];
      along += d * scale[j] * x;
    }
    // What a shift or a stretch of all sums would change is gone: subtract those parts.
    for (let j = 0; j < m; j++)
      dz[row + j] =
        inverseSd[i] * (du[row + j] * scale[j] - (sum + normal[row + j] * along) / m);
  }
}

/** Euclidean norm of the first `count` entries. */
export function norm(values, count = values.length) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}
