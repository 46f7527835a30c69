// Chapter 5: how large activations and gradients are in each layer of a deep network, by
// a real forward and backward pass, and the factors by which a layer changes a gradient.
import { fullName } from "../lib/activation-names.js";
import { button, checkbox, menu, slider } from "../lib/controls.js";
import { flowChart } from "../lib/flow-chart.js";
import { factorChart } from "../lib/factor-chart.js";
import { compact, significant } from "../lib/format.js";
import { createLaboratory, outOfRange } from "../lib/gradient-flow.js";
import { clamp } from "../lib/numbers.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/gradient-flow.json" with { type: "json" };
import declared from "../state/gradient-flow.json" with { type: "json" };
import "./gradient-flow.css";

const FLOAT32_SMALLEST = 1.4e-45;
// Sentences about a gradient that is no positive number.
const LOST = {
  overflow: "gradientOverflow",
  nan: "nan",
  underflow: "underflow",
  zero: "zero",
};
// What a gradient does that changes by up to this factor on its way.
/** @type {[number, string][]} */
const VERDICTS = [
  [1e-3, "vanishes"],
  [0.1, "shrinks"],
  [10, "keeps"],
  [1e3, "grows"],
  [Infinity, "explodes"],
];
const SETTING = Object.keys(declared).filter(
  (key) => !["layer", "product"].includes(key),
);

const plain = { gain: 1, layer_norm: false, residual: false, scale: 1, layer: 1 };
const PRESETS = {
  vanishing: { activation: "logistic", initializer: "xavier_uniform" },
  exploding: { activation: "relu", initializer: "he_normal", gain: 1.5 },
  healthy: { activation: "relu", initializer: "he_normal" },
  norm: { activation: "relu", initializer: "xavier_uniform", layer_norm: true },
  skip: { activation: "logistic", initializer: "xavier_uniform", residual: true },
};

// Presets that are called like the switch that they set.
const LABELS = { norm: "layerNorm", skip: "residual" };

export default defineWidget("gradient-flow", words, declared, (frame) => {
  const { t, get, set } = frame;
  frame.presets(
    Object.entries(PRESETS).map(([name, state]) => ({
      label: t(LABELS[name] ?? `presets.${name}`),
      state: { ...plain, depth: 50, width: 64, ...state },
    })),
    [...SETTING, "layer", "product"],
  );

  menu(frame, {
    key: "activation",
    label: t("activation"),
    options: frame
      .options("activation")
      .map((value) => ({ value, label: fullName(t, value) })),
  });
  menu(frame, {
    key: "initializer",
    label: t("initializer"),
    options: frame
      .options("initializer")
      .map((value) => ({ value, label: t(`initializers.${value}`) })),
  });
  checkbox(frame, { key: "layer_norm", label: t("layerNorm") });
  checkbox(frame, { key: "residual", label: t("residual") });
  button(frame, {
    label: t("another"),
    onClick: () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) }),
  });
  const sliders = element("div", { className: "nn-sliders" });
  frame.controls.append(sliders);
  const addSlider = (options) => sliders.append(slider(frame, options));
  addSlider({ key: "depth", label: t("depth"), step: 1 });
  addSlider({
    key: "width",
    label: t("width"),
    ...powers(2, frame.range("width"), 1),
    from: (position) => 2 ** position,
  });
  addSlider({
    key: "gain",
    label: t("gain"),
    min: -1,
    max: 1,
    step: 0.01,
    // The third power: fine steps near 1, and room for what no network survives.
    to: (gain) => Math.cbrt(Math.log10(gain) / 4),
    from: (position) => Number((10 ** (4 * position ** 3)).toPrecision(3)),
    format: (v) => compact(v),
  });
  addSlider({
    key: "scale",
    label: t("scale"),
    ...powers(10, frame.range("scale"), 0.05),
    from: (position) => Number((10 ** position).toPrecision(2)),
    format: (v) => compact(v),
  });

  const run = createLaboratory();
  let last = { key: "" };
  const result = () => {
    const setting = frame.pick(SETTING);
    const key = JSON.stringify(setting);
    if (last.key !== key) last = { key, layers: run(setting).layers };
    return last.layers;
  };

  const layerNow = () => Math.min(get("layer"), get("depth"));
  const flow = flowChart(frame, {
    layer: layerNow,
    setLayer: (layer) => set({ layer: clamp(Math.round(layer), 1, get("depth")) }),
  });
  const factors = factorChart(frame);

  return function draw() {
    const layers = result();
    flow.draw(layers);
    factors.draw(layers, get("product"));
    frame.read(sentence(t, layers, layerNow(), get("product")));
  };
});

// A slider over powers of a base; the caller adds `from`.
function powers(base, [low, high], step) {
  const to = (value) => Math.log(value) / Math.log(base);
  return { min: to(low), max: to(high), step, to };
}

function sentence(t, layers, layer, product) {
  const depth = layers.length;
  const forward = outOfRange(layers.map(({ activation }) => activation));
  const overflow = forward.find(({ kind }) => kind === "overflow");
  if (overflow) return t("reading.overflow", { layer: overflow.from });
  const gradients = layers.map(({ gradient }) => gradient);
  const [lost] = outOfRange(gradients, true).toReversed();
  const end = { depth, top: significant(gradients.at(-1), 2) };
  if (lost) return t(`reading.${LOST[lost.kind]}`, { ...end, layer: lost.to });
  if (layer === depth) return t(`reading.${depth === 1 ? "single" : "last"}`, end);
  const passed = layers.slice(layer - 1, -1);
  // Of all layers together, or the geometric mean: that of one layer.
  const power = product ? 1 : 1 / passed.length;
  const log = (key) => power * sum(passed.map((factors) => Math.log(factors[key])));
  const factor = (key) => Math.exp(log(key));
  const words = {
    ...end,
    layer,
    gradient: significant(gradients[layer - 1], 2),
    // One of the four may be too small for a number, and another too large.
    factor: significant(
      Math.exp(sum(["slope", "stretch", "skip", "norm"].map(log))),
      2,
    ),
    slope: significant(factor("slope"), 2),
    stretch: significant(factor("stretch"), 2),
    weights: significant(factor("weights"), 2),
    skip: significant(factor("skip"), 2),
    norm: significant(factor("norm"), 2),
    tiny: gradients[layer - 1] < FLOAT32_SMALLEST,
  };
  const change = gradients[layer - 1] / gradients.at(-1);
  const [, verdict] = VERDICTS.find(([most]) => change <= most) ?? ["", "explodes"];
  const extras = ["skip", "norm"]
    .filter((key) => passed.some((factors) => factors[key] !== 1))
    .map((key) => t(`reading.${key}`, words));
  const sentence = t(`reading.${product ? "multiplied" : "passed"}`, {
    ...words,
    verdict: t(`verdicts.${verdict}`),
    extras: extras.join(""),
  });
  return words.tiny ? `${sentence} ${t("reading.float32")}` : sentence;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
