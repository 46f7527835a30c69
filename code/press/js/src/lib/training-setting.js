// What a training may be set to, and a setting from a state that may come from a link:
// what is out of range is brought into it, what is missing is filled in.
import { ACTIVATIONS } from "./activations.js";
import { FEATURES, TASKS } from "./datasets.js";
import { INITIALIZERS } from "./initializers.js";

export const MAX_LAYERS = 6;
export const MAX_UNITS = 8;

export const CHOICES = {
  data: Object.keys(TASKS),
  inputs: Object.keys(FEATURES),
  f: Object.keys(ACTIVATIONS),
  init: Object.keys(INITIALIZERS),
  opt: ["sgd", "momentum", "adam"],
};
export const RANGES = {
  noise: [0, 1],
  n: [10, 500, 1],
  scale: [0, 10],
  lr: [1e-4, 10],
  batch: [1, 500, 1],
  l2: [0, 1],
  seed: [0, 99999, 1],
};

const within = ([min, max, step], value) => {
  const limited = Math.min(Math.max(Number(value) || 0, min), max);
  return step ? Math.round(limited) : limited;
};
const oneOf = (names, value) => (names.includes(value) ? value : names[0]);

/** The setting that state(key) describes; see startTraining. */
export function settingOf(state) {
  const units = state("units")
    .slice(0, MAX_LAYERS)
    .map((count) => within([1, MAX_UNITS, 1], count));
  const inputs = CHOICES.inputs.filter((name) => state("inputs").includes(name));
  const given = state("f");
  return {
    data: oneOf(CHOICES.data, state("data")),
    inputs: inputs.length ? inputs : CHOICES.inputs.slice(0, 2),
    units,
    // One name serves all further layers: f=relu is enough for a deep network.
    f: units.map((_, l) => oneOf(CHOICES.f, given[l] ?? given.at(-1))),
    init: oneOf(CHOICES.init, state("init")),
    opt: oneOf(CHOICES.opt, state("opt")),
    ...Object.fromEntries(
      Object.entries(RANGES).map(([key, range]) => [key, within(range, state(key))]),
    ),
  };
}
