// Chapter 7: features, a grid of exponents to click, and the product of each row.
import { choice } from "../lib/controls.js";
import { chosen, crossProduct } from "../lib/cross-product.js";
import { compact } from "../lib/format.js";
import { numberField } from "../lib/number-field.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/cross-product.json" with { type: "json" };
import declared from "../state/cross-product.json" with { type: "json" };
import "./cross-product.css";

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const FEATURES = declared.x.most;
const sub = (i) => SUBSCRIPTS[i + 1];
const bit = (value) => (value ? 1 : 0);

export default defineWidget("cross-product", words, declared, (frame) => {
  const { t, get, set } = frame;
  const binary = () => get("mode") === "binary";
  const values = () => {
    return binary() ? get("x").map(bit) : get("x");
  };

  frame.presets(
    [
      {
        label: t("presets.example"),
        state: {
          mode: "real",
          x: [0.3, 0.2, 0.6, 0.5],
          c: [
            [1, 0, 1, 0],
            [0, 1, 0, 0],
            [0, 0, 0, 0],
          ],
          row: 1,
        },
      },
      {
        label: t("presets.and"),
        state: {
          mode: "binary",
          x: [1, 0, 1, 0],
          c: [
            [1, 0, 1, 0],
            [0, 1, 1, 0],
            [1, 0, 0, 1],
          ],
          row: 1,
        },
      },
      {
        label: t("presets.three"),
        state: {
          mode: "binary",
          x: [1, 1, 1, 0],
          c: [
            [1, 0, 1, 0],
            [1, 1, 1, 0],
            [1, 1, 1, 1],
          ],
          row: 2,
        },
      },
    ],
    ["mode", "x", "c", "row"],
  );
  choice(frame, {
    key: "mode",
    label: t("mode"),
    options: frame
      .options("mode")
      .map((value) => ({ value, label: t(`modes.${value}`) })),
  });

  const table = element("table", { className: "nn-crosses" });
  frame.stage.append(table);
  const head = table.createTHead();
  const names = head.insertRow();
  const inputs = head.insertRow();
  const cellOf = (row, text = "", scope) => {
    const cell = element("th", { textContent: text }, scope ? { scope } : {});
    row.append(cell);
    return cell;
  };
  names.insertCell();
  const nameCells = Array.from({ length: FEATURES }, () => cellOf(names, "", "col"));
  cellOf(names, t("product"), "col");
  cellOf(inputs, t("value"), "row");
  const fields = Array.from({ length: FEATURES }, (_, i) => field(i));
  inputs.append(element("td"));
  const body = table.createTBody();
  let lines = [];

  // A feature's value: a number to pull or type, or a switch between 0 and 1.
  function field(i) {
    const cell = element("td");
    inputs.append(cell);
    const put = (value) => set({ x: values().with(i, value) });
    const number = numberField(cell, {
      label: t("field", { i: i + 1 }),
      get: () => values()[i],
      set: put,
    });
    const toggle = element("button", { type: "button", className: "nn-bit" });
    toggle.addEventListener("click", () => put(1 - values()[i]));
    cell.append(toggle);
    return function update() {
      const x = values()[i];
      number.node.hidden = binary();
      toggle.hidden = !binary();
      number.update();
      toggle.textContent = x;
      toggle.setAttribute("aria-pressed", x === 1);
      const words = { name: t(`features.${i + 1}`), x };
      toggle.setAttribute("aria-label", t("feature", words));
    };
  }

  function line(k) {
    const row = body.insertRow();
    cellOf(row, `c${sub(k)}`, "row");
    const cells = Array.from({ length: FEATURES }, (_, i) => {
      const button = element("button", { type: "button", className: "nn-bit" });
      button.addEventListener("click", () => {
        const c = structuredClone(get("c"));
        c[k][i] = 1 - c[k][i];
        set({ c, row: k + 1 });
      });
      row.insertCell().append(button);
      return button;
    });
    const result = element("button", { type: "button", className: "nn-result" });
    result.addEventListener("click", () => set({ row: k + 1 }));
    row.insertCell().append(result);
    return { row, cells, result };
  }

  return function draw() {
    const [x, c] = [values(), get("c")];
    const at = Math.min(get("row"), c.length) - 1;
    table.classList.toggle("nn-named", binary());
    nameCells.forEach((cell, i) => {
      cell.textContent = binary() ? t(`features.${i + 1}`) : `x${sub(i)}`;
    });
    fields.forEach((update) => update());
    if (lines.length !== c.length) {
      body.replaceChildren();
      lines = c.map((_, k) => line(k));
    }
    lines.forEach(({ row, cells, result }, k) => {
      row.classList.toggle("nn-chosen", k === at);
      cells.forEach((button, i) => {
        button.textContent = c[k][i];
        button.setAttribute("aria-pressed", c[k][i] === 1);
        const place = { k: k + 1, i: i + 1, c: c[k][i] };
        button.setAttribute("aria-label", t("exponent", place));
      });
      result.textContent = `φ${sub(k)} = ${compact(crossProduct(x, c[k]), 4)}`;
      result.setAttribute("aria-pressed", k === at);
    });
    frame.read(at < 0 ? t("reading.none") : sentence(t, x, c[at], at, binary()));
  };
});

function sentence(t, x, c, k, binary) {
  const used = chosen(c);
  const facts = {
    phi: `φ${sub(k)}`,
    value: compact(crossProduct(x, c), 4),
    names: used.map((i) => t(`features.${i + 1}`)).join(t("and")),
    letters: used.map((i) => `x${sub(i)}`).join("·"),
    numbers: used.map((i) => inBrackets(x[i])).join(" · "),
    off: used.filter((i) => !x[i]).map((i) => t(`features.${i + 1}`))[0],
  };
  if (!used.length) return t("reading.empty", facts);
  if (binary) return t(`reading.${facts.off === undefined ? "true" : "false"}`, facts);
  return t(`reading.${used.length === 1 ? "single" : "real"}`, facts);
}

const inBrackets = (value) =>
  value < 0 ? `(${compact(value, 4)})` : compact(value, 4);
