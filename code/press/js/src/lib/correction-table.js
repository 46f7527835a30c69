// The numbers beside the perceptron: counts, and its last correction term by term.
import { fixed } from "./format.js";
import { element } from "./widget.js";

/** Three numbers with their names. */
export function counters(t) {
  const node = element("div", { className: "nn-counts" });
  const values = ["corrections", "epochs", "wrong"].map((key) => {
    const pair = element("div");
    const value = element("strong");
    pair.append(element("span", { textContent: t(`counts.${key}`) }), value);
    node.append(pair);
    return value;
  });
  function update(corrections, epochs, wrong, total) {
    values[0].textContent = corrections;
    values[1].textContent = epochs;
    values[2].textContent = t("of", { n: wrong, all: total });
  }
  return { node, update };
}

/** Each weight and the bias: before, what was added and how it came about, after. */
export function correctionTable(t) {
  const node = element("table", { className: "nn-correction" });
  const head = node.createTHead().insertRow();
  head.insertCell();
  for (const key of ["before", "change", "after"]) {
    const cell = element("th", { textContent: t(`table.${key}`) }, { scope: "col" });
    head.append(cell);
  }
  const body = node.createTBody();
  const rows = ["w₁", "w₂", "b"].map((name) => {
    const row = body.insertRow();
    row.append(element("th", { textContent: name }, { scope: "row" }));
    return [0, 1, 2].map(() => row.insertCell());
  });

  /** `shown` is the correction to show, or null: then only the present values. */
  function update(shown, w, b) {
    const after = [...w, b];
    const before = shown && [...shown.before.w, shown.before.b];
    rows.forEach(([was, change, is], i) => {
      is.textContent = fixed(after[i]);
      was.textContent = shown ? fixed(before[i]) : "";
      change.textContent = shown ? spelled(shown, i) : "";
    });
  }
  return { node, update };
}

// Learning rate, error and input, as in lr·(y - ŷ)·x; the bias has an input of 1.
function spelled({ rate, error, point }, i) {
  const x = i < 2 ? point[i] : 1;
  const factors = [fixed(rate, 1), bracketed(error, 0), bracketed(x, i < 2 ? 1 : 0)];
  return `${factors.join("·")} =\u00a0${fixed(rate * error * x)}`;
}

const bracketed = (v, digits) => (v < 0 ? `(${fixed(v, digits)})` : fixed(v, digits));
