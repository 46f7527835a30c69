// The weights and the bias of one unit as numbers that the reader can change.
import { numberField } from "./number-field.js";
import { element } from "./widget.js";
import "./weight-fields.css";

/**
 * A line in `parent`. draw({layer, unit, title, names}) shows a unit of a network's
 * layer, `names` those of its inputs; draw(null, hint) a hint instead. `onChange()`
 * follows a change by the reader; `label(name)` says what a field is.
 */
export function weightFields(parent, { bias, label, onChange }) {
  const root = element("div", { className: "nn-weights" });
  const title = element("p", { className: "nn-weights-title" });
  const fields = element("div", { className: "nn-weights-fields" });
  root.append(title, fields);
  parent.append(root);
  let key = "";
  let shown; // the layer
  let numbers = [];

  function build({ layer, unit, names }) {
    fields.replaceChildren();
    const entries = [
      ...names.map((name, i) => [name, layer.W, unit * names.length + i]),
      [bias, layer.b, unit],
    ];
    numbers = entries.map(([name, values, at]) => {
      const wrap = element("label", { className: "nn-weights-field" });
      wrap.append(element("span", { textContent: name }));
      fields.append(wrap);
      return numberField(wrap, {
        label: label(name),
        get: () => Number(values[at].toFixed(2)),
        set(value) {
          values[at] = value;
          onChange();
        },
      });
    });
  }

  return function draw(what, hint) {
    const now = what ? JSON.stringify([what.title, what.names]) : "";
    title.textContent = what ? what.title : hint;
    if (!what) fields.replaceChildren();
    else if (now !== key || what.layer !== shown) build(what);
    key = now;
    shown = what?.layer;
    for (const { update } of what ? numbers : []) update();
  };
}
