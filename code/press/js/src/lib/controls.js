// Labelled controls bound to one key of a widget's state: the reader moves the control
// and the state follows; Python or a link sets the state and the control follows.
import { uniqueId } from "./ids.js";
import { element } from "./widget.js";

/** @typedef {import("./widget.js").Frame} Frame */

/**
 * The state `key`, or the entry `index` of that list, from `min` to `max`: where they are
 * not given, from one end of its range to the other. `to` and `from` map it to the
 * slider's position and back (a logarithmic scale, say); `format` says it.
 * @typedef {{key: string, index?: number, label: string, min?: number, max?: number,
 *   step: number, format?: (value: any) => string, to?: (value: any) => number,
 *   from?: (position: number) => any}} SliderOptions
 */

/**
 * A range input with its label and its value as text.
 * @param {Frame} frame
 * @param {SliderOptions} options
 */
export function slider(
  frame,
  { key, index, label, min, max, step, format = String, to, from },
) {
  if (min === undefined) [min, max] = frame.range(key);
  const id = uniqueId("control");
  const input = element("input", { type: "range", id, min, max, step });
  const output = element("output", {}, { for: id });
  const row = element("div", { className: "nn-slider" });
  row.append(element("label", { textContent: label, htmlFor: id }), input, output);
  frame.controls.append(row);
  const toState = from ?? ((v) => v);
  const toSlider = to ?? ((v) => v);
  input.addEventListener("input", () => {
    const value = toState(input.valueAsNumber);
    frame.set({
      [key]: index === undefined ? value : frame.get(key).with(index, value),
    });
  });
  frame.onDraw(() => {
    const value = index === undefined ? frame.get(key) : frame.get(key)[index];
    input.value = toSlider(value);
    output.textContent = format(value);
    input.setAttribute("aria-valuetext", format(value));
  });
  return row;
}

/**
 * A slider whose position is the logarithm of the state.
 * @param {Frame} frame
 * @param {{key: string, label: string, digits?: number,
 *   format?: (value: number) => string}} options
 */
export function rateSlider(frame, { digits = 2, ...options }) {
  const range = frame.range(options.key);
  return slider(frame, {
    ...options,
    min: Math.log10(range[0]),
    max: Math.log10(range[1]),
    step: 0.005,
    to: Math.log10,
    from: (position) => Number((10 ** position).toPrecision(digits)),
  });
}

/** One of several values: a group of radio buttons that looks like a row of tabs. */
export function choice(frame, { key, label, options }) {
  const group = groupOf(frame, label);
  const name = uniqueId("control");
  const inputs = options.map((option) => {
    const input = labelled(group, "radio", option, name);
    input.addEventListener("change", () => frame.set({ [key]: option.value }));
    return input;
  });
  frame.onDraw(() => {
    options.forEach(({ value }, i) => (inputs[i].checked = value === frame.get(key)));
  });
  return group;
}

/** One of many values: a drop-down list with its label. Options are {value, label}. */
export function menu(frame, { key, label, options, parent = frame.controls }) {
  const id = uniqueId("control");
  const row = element("div", { className: "nn-menu" });
  const list = element("select", { id });
  for (const { value, label: textContent } of options)
    list.append(element("option", { value, textContent }));
  row.append(element("label", { textContent: label, htmlFor: id }), list);
  parent.append(row);
  list.addEventListener("change", () =>
    frame.set({ [key]: options[list.selectedIndex].value }),
  );
  frame.onDraw(() => {
    list.selectedIndex = options.findIndex(({ value }) => value === frame.get(key));
  });
  return row;
}

/** Any subset of several values: check boxes over a state that is a list. */
export function subset(frame, { key, label, options }) {
  const group = groupOf(frame, label);
  const inputs = options.map((option) => {
    const input = labelled(group, "checkbox", option);
    input.addEventListener("change", () => {
      const others = frame.get(key).filter((value) => value !== option.value);
      frame.set({ [key]: input.checked ? [...others, option.value] : others });
    });
    return input;
  });
  frame.onDraw(() => {
    options.forEach(
      ({ value }, i) => (inputs[i].checked = frame.get(key).includes(value)),
    );
  });
  return group;
}

/** A check box over a boolean state. */
export function checkbox(frame, { key, label }) {
  const row = element("div", { className: "nn-group" });
  const input = labelled(row, "checkbox", { label });
  input.addEventListener("change", () => frame.set({ [key]: input.checked }));
  frame.onDraw(() => (input.checked = frame.get(key)));
  frame.controls.append(row);
  return row;
}

/** A button; `frame.controls` holds it unless another parent is given. */
export function button(frame, { label, onClick, parent = frame.controls }) {
  const node = element("button", { type: "button", textContent: label });
  node.addEventListener("click", onClick);
  parent.append(node);
  return node;
}

function groupOf(frame, label) {
  const group = element("fieldset", { className: "nn-group" });
  group.append(element("legend", { textContent: label }));
  frame.controls.append(group);
  return group;
}

/**
 * @param {HTMLElement} parent
 * @param {string} type
 * @param {{label: string, color?: string}} option
 */
function labelled(parent, type, { label, color }, name = "") {
  const wrap = element("label", { className: "nn-option" });
  if (color) wrap.style.setProperty("--nn-option", color);
  const input = element("input", { type, name });
  wrap.append(input, element("span", { textContent: label }));
  parent.append(wrap);
  return input;
}
