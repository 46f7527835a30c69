// One layer's equation with its numbers: W a + b = z, f(z) = a, each matrix under its
// name and over its shape. Weights and biases are numbers that the reader can change.
import { numberField } from "./number-field.js";
import { element } from "./widget.js";
import "./layer-equation.css";

/**
 * Build the equation in `parent`; `onWeight(row, column, value)` and
 * `onBias(row, value)` take what the reader sets. draw() shows
 *   names    {W, below, b, z, f, a}   what stands over the matrices; shape: before W's
 *   W, below, b   numbers; z, a       texts
 *   unit     the row that is looked at
 */
export function layerEquation(parent, { onWeight, onBias, labelOf }) {
  const root = element("div", { className: "nn-equation" });
  parent.append(root);
  let key = "";
  let state;
  let parts;

  // Rows that belong to a unit of the layer carry its number, to be marked.
  function matrix(name, shape, rows, cell, marked) {
    const node = element("div", { className: "nn-matrix" });
    const grid = element("div", { className: "nn-matrix-cells" });
    rows.forEach((columns, i) => {
      const row = element("div", { className: "nn-matrix-row" });
      for (let j = 0; j < columns; j++) row.append(cell(i, j));
      if (marked) row.dataset.unit = i;
      grid.append(row);
    });
    node.append(
      element("span", { className: "nn-matrix-name", textContent: name }),
      grid,
      element("span", { className: "nn-matrix-shape", textContent: shape }),
    );
    return node;
  }

  function build() {
    const { names, W, below } = state;
    const [rows, columns] = [W.length, below.length];
    const fields = [];
    const texts = { below: [], z: [], a: [] };
    const field = (options) => {
      const wrap = element("span", { className: "nn-matrix-cell" });
      fields.push(numberField(wrap, options));
      return wrap;
    };
    const text = (which) => (i) => {
      const node = element("span", { className: `nn-matrix-cell nn-${which}` });
      texts[which][i] = node;
      return node;
    };
    const one = (count) => Array.from({ length: count }, () => 1);
    const sign = (textContent) =>
      element("span", { className: "nn-sign", textContent });
    const group = (...nodes) => {
      const node = element("div", { className: "nn-equation-part" });
      node.append(...nodes);
      return node;
    };
    root.replaceChildren(
      group(
        matrix(
          names.W,
          `${names.shape}${rows} × ${columns}`,
          Array.from({ length: rows }, () => columns),
          (i, j) =>
            field({
              label: labelOf.weight(i, j),
              get: () => state.W[i][j],
              set: (value) => onWeight(i, j, value),
            }),
          true,
        ),
        matrix(names.below, `${columns}`, one(columns), text("below")),
        sign("+"),
        matrix(
          names.b,
          `${rows}`,
          one(rows),
          (i) =>
            field({
              label: labelOf.bias(i),
              get: () => state.b[i],
              set: (value) => onBias(i, value),
            }),
          true,
        ),
      ),
      group(
        sign("="),
        matrix(names.z, `${rows}`, one(rows), text("z"), true),
        sign(names.f),
        matrix(names.a, `${rows}`, one(rows), text("a"), true),
      ),
    );
    parts = { fields, texts };
  }

  return function draw(next) {
    state = next;
    const now = JSON.stringify([next.names, next.W.length, next.below.length]);
    if (now !== key) build();
    key = now;
    for (const { update } of parts.fields) update();
    for (const which of ["below", "z", "a"])
      parts.texts[which].forEach((node, i) => (node.textContent = next[which][i]));
    for (const row of root.querySelectorAll("[data-unit]"))
      row.classList.toggle("nn-looked", Number(row.dataset.unit) === next.unit);
  };
}
