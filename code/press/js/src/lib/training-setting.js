// The setting of a training: what the playground's state says of it.
import declared from "../state/playground.json" with { type: "json" };

export const MAX_LAYERS = declared.units.most;
export const MAX_UNITS = declared.units.item.max;

// What says how it is shown and how far it has come is no part of the setting.
const TRAITS = Object.keys(declared).filter(
  (key) => !["test", "bands", "steps"].includes(key),
);

/**
 * The setting that get(key) describes; see startTraining.
 * @returns {Record<string, any>}
 */
export function settingOf(get) {
  /** @type {Record<string, any>} */
  const setting = Object.fromEntries(TRAITS.map((key) => [key, get(key)]));
  const { inputs, units, f } = setting;
  return {
    ...setting,
    inputs: declared.inputs.item.options.filter((name) => inputs.includes(name)),
    // One name serves all further layers: f=relu is enough for a deep network.
    f: units.map((_, l) => f[l] ?? f.at(-1)),
  };
}
