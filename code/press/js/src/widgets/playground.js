// Chapter 3: a small network that trains in the page on points of the plane. The setting
// and its seed say all: a change starts the training anew from the same start, so that
// what the screen shows can be repeated and shared.
import { symbolOf } from "../lib/activation-names.js";
import { themeColors } from "../lib/canvas.js";
import { button, checkbox, choice, menu, slider } from "../lib/controls.js";
import { makeData } from "../lib/datasets.js";
import { compact, fixed, significant } from "../lib/format.js";
import { createHistory } from "../lib/history.js";
import { lossChart } from "../lib/loss-chart.js";
import { networkPicture } from "../lib/network-picture.js";
import { player } from "../lib/player.js";
import { seeded } from "../lib/random.js";
import { dataThumbnail, surfacePicture } from "../lib/surface-picture.js";
import { createSurfaces } from "../lib/surfaces.js";
import { repeatable } from "../lib/repeatable.js";
import { startTraining } from "../lib/training.js";
import { settingOf } from "../lib/training-setting.js";
import { weightFields } from "../lib/weight-fields.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/playground.json" with { type: "json" };
import declared from "../state/playground.json" with { type: "json" };
import "./playground.css";

const STEPS_A_FRAME = 10;
const MOST_STEPS = declared.steps.max;
const LISTS = {
  lr: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  l2: [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1],
  batch: [1, 2, 5, 10, 20, 50, 100, 200, 500],
  scale: [0, 0.1, 0.3, 1, 3, 10],
  n: [10, 20, 50, 100, 200, 300, 400, 500],
};
const PLAIN = {
  data: "circles",
  noise: 0.1,
  n: 200,
  inputs: ["x1", "x2"],
  units: [2],
  f: ["tanh"],
  init: "xavier_uniform",
  scale: 1,
  opt: "sgd",
  lr: 0.1,
  batch: 10,
  l2: 0,
  seed: 1,
};
const PRESETS = {
  ring: { units: [3] },
  spirals: { data: "spirals", noise: 0.05, n: 400, units: [8, 8], lr: 0.3 },
  steps: { units: [8, 8], f: ["step", "step"] },
  dying: { units: [8], f: ["relu"], lr: 10 },
  overfitting: {
    data: "moons",
    noise: 0.4,
    n: 20,
    units: [8, 8],
    opt: "adam",
    lr: 0.03,
  },
};

export default defineWidget("playground", words, declared, (frame) => {
  const { t, get, set } = frame;
  const colors = themeColors(frame);
  const surfaces = createSurfaces();
  let before = []; // the curves of the run before
  let last;
  let unit; // {layer, unit} that the reader looks at

  function start(setting) {
    if (last?.setting.data !== setting.data) before = [];
    else if (last.history.points.length > 1) before = last.history.points;
    const training = startTraining(setting);
    last = {
      setting,
      training,
      history: createHistory(),
      X: surfaces.matrix(training.inputs),
      get steps() {
        return training.steps;
      },
    };
    note(last);
    return last;
  }

  const measure = (run) => {
    run.measured = run.training.evaluate();
    run.measuredAt = run.steps;
  };

  function note(run) {
    measure(run);
    const { train: loss, test } = run.measured;
    const epoch = run.steps / run.training.perEpoch;
    run.history.add({ epoch, train: loss, test });
  }

  // Train until there are `steps` or time is up; a point of the curves at each epoch.
  function train(run, steps, time = Infinity) {
    const { training } = run;
    const every = Math.max(training.perEpoch, STEPS_A_FRAME);
    const end = performance.now() + time;
    const last = Math.min(steps, MOST_STEPS);
    while (training.steps < last && performance.now() < end) {
      training.step();
      if (training.steps % every === 0) note(run);
    }
    if (run.measuredAt !== run.steps) measure(run);
  }

  frame.presets(
    Object.entries(PRESETS).map(([name, state]) => ({
      label: t(name === "spirals" ? "data.spirals" : `presets.${name}`),
      state: { ...PLAIN, ...state, steps: 0 },
    })),
    [...Object.keys(PLAIN), "test", "bands", "steps"],
  );
  const runs = repeatable(frame, {
    settingOf: () => settingOf(get),
    start,
    train,
  });
  const { startOver } = runs;
  const play = player(frame, {
    step() {
      const run = runs.current();
      const { perEpoch } = run.training;
      train(run, run.steps + Math.max(STEPS_A_FRAME, Math.ceil(perEpoch / 2)));
    },
    // To the end of the epoch.
    single() {
      const run = runs.current();
      const { perEpoch } = run.training;
      train(run, run.steps + perEpoch - (run.steps % perEpoch));
    },
    done() {
      const { measured, steps } = runs.current();
      return !Number.isFinite(measured.train) || steps >= MOST_STEPS;
    },
    restart: startOver,
  });
  runs.use(play);
  const bar = frame.controls.querySelector(".nn-player");
  button(frame, { label: t("startOver"), onClick: startOver, parent: bar });
  const newSeed = () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) });
  button(frame, { label: t("newSeed"), onClick: newSeed, parent: bar });
  const clock = element("output", { className: "nn-clock" });
  bar.append(clock);
  buildControls(frame, colors);

  const left = element("div", { className: "nn-left" });
  const right = element("div", { className: "nn-right" });
  frame.stage.append(left, right);
  const network = networkPicture(left, {
    t,
    names: namesOf("activations", frame.options("f")),
    short: Object.fromEntries(
      frame.options("f").map((name) => [name, symbolOf(t, name)]),
    ),
    inputNames: namesOf("inputs"),
    onInput(name) {
      const used = settingOf(get).inputs;
      const rest = used.filter((other) => other !== name);
      if (rest.length)
        set({ inputs: rest.length < used.length ? rest : [...used, name] });
    },
    // A new layer is like the one before it.
    onDepth(by) {
      const { units, f } = settingOf(get);
      if (by < 0) set({ units: units.slice(0, -1) });
      else set({ units: [...units, units.at(-1) ?? 4], f: [...f, f.at(-1) ?? "tanh"] });
    },
    onUnits: (layer, count) => set({ units: settingOf(get).units.with(layer, count) }),
    onActivation: (layer, name) => set({ f: settingOf(get).f.with(layer, name) }),
    onShow(now) {
      unit = now;
      if (last) frame.draw();
    },
  });
  const fields = weightFields(left, {
    bias: t("weights.bias"),
    label: (name) => t("weights.field", { name }),
    onChange() {
      measure(runs.current());
      frame.draw();
    },
  });
  const surface = surfacePicture(right, { label: t("surface"), axes: ["x₁", "x₂"] });
  const chart = lossChart(frame, {
    parent: right,
    label: t("loss.label"),
    xLabel: t("loss.x"),
    names: Object.fromEntries(
      ["head", "train", "test", "before"].map((key) => [key, t(`loss.${key}`)]),
    ),
  });
  checkbox({ ...frame, controls: right }, { key: "test", label: t("test") });

  function namesOf(group, keys = frame.options(group)) {
    return Object.fromEntries(keys.map((name) => [name, t(`${group}.${name}`)]));
  }

  function titleOf({ layer, unit: j }, setting) {
    const name = t(`activations.${setting.f[layer]}`);
    return t("unit", { unit: j + 1, layer: layer + 1, name });
  }

  function inputsOf({ layer }, training) {
    if (layer === 0) return training.inputs.map((name) => t(`inputs.${name}`));
    const count = training.net.sizes[layer];
    return Array.from({ length: count }, (_, i) => `a${subscript(i + 1)}`);
  }

  return function draw() {
    const run = runs.follow();
    const { training, setting, history, measured } = run;
    const { net, classifies } = training;
    const theme = colors();
    network.layout({ setting, width: widthOf(left) });
    surfaces.update({
      net,
      X: run.X,
      scale: theme.scale,
      classifies,
      bands: get("bands"),
      unit,
    });
    network.draw({
      colors: theme,
      net,
      inputs: training.inputs,
      surfaces,
      states: measured.states,
      playing: play.playing(),
    });
    surface({
      colors: theme,
      image: unit ? surfaces.shown : surfaces.output,
      parts: get("test") ? [training.train, training.test] : [training.train],
      classifies,
      text: unit ? titleOf(unit, setting) : t(classifies ? "classes" : "numbers"),
    });
    const chosen = network.chosen();
    fields(
      chosen && {
        layer: net.layers[chosen.layer],
        unit: chosen.unit,
        title: titleOf(chosen, setting),
        names: inputsOf(chosen, training),
      },
      t(`weights.${weightsHint(setting, classifies)}`),
    );
    chart(history, before);
    const epochs = training.steps / training.perEpoch;
    clock.textContent = t("clock", { n: Math.floor(epochs) });
    frame.read(sentence(t, run));
  };
});

// What the line under the network says where no unit is chosen.
function weightsHint({ units, inputs }, classifies) {
  if (units.length) return "hint";
  const straight = inputs.every((name) => ["x1", "x2"].includes(name));
  return straight && classifies ? "line" : "sum";
}

function buildControls(frame, colors) {
  const { t } = frame;
  const options = (choices, names = choices) =>
    frame.options(choices).map((value) => ({ value, label: t(`${names}.${value}`) }));
  const listed = (key) => ({
    key,
    min: 0,
    max: LISTS[key].length - 1,
    step: 1,
    from: (i) => LISTS[key][i],
    to: (value) => nearest(LISTS[key], value),
    format: (value) => compact(value, 4),
  });

  const data = choice(frame, {
    key: "data",
    label: t("dataLabel"),
    options: options("data"),
  });
  data.classList.add("nn-data");
  data.querySelectorAll(".nn-option").forEach((label, i) => {
    const name = declared.data.options[i];
    const examples = makeData(name, { n: 160, random: seeded(1) });
    label.title = t(`data.${name}`);
    const paint = dataThumbnail(label, { colors, name, examples });
    frame.onDraw(paint);
  });
  slider(frame, { ...listed("lr"), label: t("learningRate") });

  const details = element("details", { className: "nn-more" });
  details.append(element("summary", { textContent: t("more") }));
  const box = element("div", { className: "nn-controls" });
  details.append(box);
  frame.root.querySelector(".nn-reading").after(details);
  const more = { ...frame, controls: box };
  activationMenu(more);
  menu(more, {
    key: "init",
    label: t("initLabel"),
    options: options("init", "initializers"),
  });
  menu(more, { key: "opt", label: t("optLabel"), options: options("opt") });
  slider(more, {
    ...listed("scale"),
    label: t("scale"),
    format: (v) => `× ${compact(v)}`,
  });
  slider(more, { ...listed("batch"), label: t("batch") });
  slider(more, { ...listed("n"), label: t("n") });
  slider(more, {
    key: "noise",
    label: t("noise"),
    min: 0,
    max: 0.6,
    step: 0.05,
    format: (v) => fixed(v, 2),
  });
  slider(more, { ...listed("l2"), label: t("l2") });
  checkbox(more, { key: "bands", label: t("bands") });
}

const nearest = (list, value) => {
  const distances = list.map((v) => Math.abs(Math.log((v || 1e-9) / (value || 1e-9))));
  return distances.indexOf(Math.min(...distances));
};
const subscript = (n) => String(n).replace(/\d/g, (c) => "₀₁₂₃₄₅₆₇₈₉"[c]);

// One activation for all hidden layers; each layer has its own in the picture.
function activationMenu(frame) {
  const { t, get, set } = frame;
  const row = element("div", { className: "nn-menu" });
  const label = element("label", { textContent: t("fLabel") });
  const list = element("select");
  list.append(element("option", { value: "", textContent: t("mixed"), hidden: true }));
  for (const value of frame.options("f"))
    list.append(element("option", { value, textContent: t(`activations.${value}`) }));
  label.append(list);
  row.append(label);
  frame.controls.append(row);
  list.addEventListener("change", () =>
    set({ f: settingOf(get).units.map(() => list.value) }),
  );
  frame.onDraw(() => {
    const { f } = settingOf(get);
    list.value = f.every((name) => name === f[0]) ? (f[0] ?? "") : "";
    list.disabled = !f.length;
  });
}

function sentence(t, { training, setting, measured }) {
  const { train, test, right, states } = measured;
  const epochs = training.steps / training.perEpoch;
  const values = {
    train: significant(train),
    test: significant(test),
    right: right === null ? "" : fixed(100 * right, 0),
    epochs: t(epochs === 1 ? "reading.epoch" : "reading.epochs", {
      n: compact(Math.round(10 * epochs) / 10, 6),
    }),
  };
  if (!Number.isFinite(train)) return t("reading.diverged", values);
  const start = training.steps === 0;
  const first = t(
    start ? "reading.start" : right === null ? "reading.numbers" : "reading.classes",
    values,
  );
  return [first, ...troubles(t, setting, states)].join(" ");
}

// Which units do not learn, and why.
function troubles(t, { f, units }, states) {
  const found = [];
  const last = f.lastIndexOf("step");
  if (last >= 0) {
    const layers =
      last === 0 ? t("reading.layer1") : t("reading.layers", { n: last + 1 });
    found.push(t("reading.step", { layers }));
  }
  for (const name of new Set(f)) {
    const layers = f.map((_, l) => l).filter((l) => f[l] === name);
    const all = layers.reduce((sum, l) => sum + units[l], 0);
    for (const state of ["dead", "saturated"]) {
      const n = layers.reduce(
        (sum, l) => sum + states[l].filter((s) => s === state).length,
        0,
      );
      const key = `reading.${state}${n === 1 ? "One" : "Many"}`;
      if (n) found.push(t(key, { n, all, name: t(`activations.${name}`) }));
    }
  }
  return found;
}
