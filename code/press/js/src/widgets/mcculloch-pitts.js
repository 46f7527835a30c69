// Chapter 1: a threshold unit with two binary inputs. The line is dragged, or turned at
// the tip of the weight arrow; half-planes and truth table follow.
import { step } from "../lib/activations.js";
import { choice, slider } from "../lib/controls.js";
import { fixed } from "../lib/format.js";
import { nearestOnLine } from "../lib/halfplane.js";
import { netInput } from "../lib/neuron.js";
import { clamp } from "../lib/numbers.js";
import { arrowPath, halfPlanes, planeAxes } from "../lib/plane.js";
import { handle, plot } from "../lib/plot.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/mcculloch-pitts.json" with { type: "json" };
import declared from "../state/mcculloch-pitts.json" with { type: "json" };
import "./mcculloch-pitts.css";

const INPUTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const GATES = {
  AND: [0, 0, 0, 1],
  OR: [0, 1, 1, 1],
  NAND: [1, 1, 1, 0],
  XOR: [0, 1, 1, 0],
};
const VIEW = [-0.75, 1.75];
const CENTRE = [0.5, 0.5];
// A weight of 1 is drawn this long, in units of the plane, where there is room.
const ARROW = 0.4;
const LABEL = 24; // px from the arrow's tip to its name
const MAX_WEIGHT = 2;
const MAX_BIAS = 3;

const round = (value) => Math.round(value * 100) / 100;
// 0.6 + 0.6 - 1.2 is -2e-16 in binary; on the line means on the line.
const tidy = (z) => Math.round(z * 1e9) / 1e9;

export default defineWidget("mcculloch-pitts", words, declared, (frame) => {
  const { t, get, set } = frame;
  const target = () => get("target");
  const weights = () => get("weights");

  frame.presets(
    [
      {
        label: t("presets.nand"),
        state: { target: "NAND", weights: [-1, -1], bias: 1.5 },
      },
      {
        label: t("presets.one"),
        state: { target: "OR", weights: [1, 0], bias: -0.5 },
      },
      {
        label: t("presets.zero"),
        state: { target: "OR", weights: [0, 0], bias: -0.5 },
      },
      {
        label: t("presets.xor"),
        state: { target: "XOR", weights: [1, 1], bias: -0.5 },
      },
    ],
    ["target", "weights", "bias"],
  );
  choice(frame, {
    key: "target",
    label: t("target"),
    options: frame.options("target").map((value) => ({ value, label: value })),
  });
  const range = { min: -MAX_WEIGHT, max: MAX_WEIGHT, step: 0.05, format: fixed };
  slider(frame, { key: "weights", index: 0, label: t("w1"), ...range });
  slider(frame, { key: "weights", index: 1, label: t("w2"), ...range });
  slider(frame, {
    key: "bias",
    label: t("bias"),
    min: -MAX_BIAS,
    max: MAX_BIAS,
    step: 0.05,
    format: (b) => t("biasValue", { b: fixed(b), theta: fixed(-b) }),
  });

  const plane = element("div", { className: "nn-plane" });
  const table = truthTable(t);
  const proof = pairsProof(t);
  const side = element("div", { className: "nn-side" });
  side.append(table.node, proof.node);
  frame.stage.append(plane, side);

  const chart = plot(frame, {
    parent: plane,
    x: VIEW,
    y: VIEW,
    aspect: 1,
    maxHeight: 340,
    square: true,
    axes: false,
    margin: { top: 4, right: 4, bottom: 22, left: 22 },
    label: t("plane"),
  });
  const halves = halfPlanes(chart, { one: t("one"), zero: t("zero") });
  const axes = planeAxes(chart);
  const points = chart.over.append("g");
  const arrowLabel = chart.over
    .append("text")
    .attr("class", "nn-arrow-label nn-halo")
    .attr("text-anchor", "middle")
    .text("w");

  // Where the reader holds the line: it turns around this point, and the weight arrow
  // starts here.
  let held = CENTRE;
  const anchor = () => {
    const [w, b] = [weights(), get("bias")];
    if (Math.abs(netInput(held, w, b)) > 0.011)
      held = nearestOnLine(CENTRE, w, b) ?? held;
    const point = nearestOnLine(held, w, b) ?? held;
    // Of a line outside the plane there is still an arrow to take hold of.
    const [x, y] = point.map(
      point.every((v) => onPlane(v) === v) ? inView : wellInside,
    );
    return { x, y };
  };
  // Near the edge the arrow is drawn shorter, so that its tip stays in the plane; while
  // the reader turns it, the scale stays what it was.
  let scale = ARROW;
  let turned;
  const fitArrow = () => {
    const [{ x, y }, w] = [anchor(), weights()];
    if (turned && w.every((v, i) => v === turned[i])) return;
    turned = null;
    scale = Math.min(ARROW, room(x, w[0]), room(y, w[1]));
  };
  const tip = () => {
    const [{ x, y }, w] = [anchor(), weights()];
    return { x: x + scale * w[0], y: y + scale * w[1] };
  };
  const through = ({ x, y }, w) => ({
    weights: w,
    bias: round(clamp(-netInput([x, y], w), -MAX_BIAS, MAX_BIAS)),
  });

  const turnLine = handle(chart, {
    label: t("arrow"),
    className: "nn-tip",
    radius: 12,
    get: tip,
    set({ x, y }) {
      const from = anchor();
      turned = [onPlane(x) - from.x, onPlane(y) - from.y].map((d) =>
        round(clamp(d / scale, -MAX_WEIGHT, MAX_WEIGHT)),
      );
      set(through(from, turned));
    },
    get step() {
      return { x: 0.05 * scale, y: 0.05 * scale };
    },
    text: () => t("arrowText", { w1: fixed(weights()[0]), w2: fixed(weights()[1]) }),
  });

  // Over its own handle, whose ring says that the tip can be taken hold of.
  const arrow = chart.over.append("path").attr("class", "nn-arrow");
  const moveLine = handle(chart, {
    label: t("line"),
    get: anchor,
    set({ x, y }) {
      held = [inView(x), inView(y)];
      set(through({ x: held[0], y: held[1] }, weights()));
    },
    step: { x: 0.05, y: 0.05 },
    text: () => t("lineText", { b: fixed(get("bias")) }),
  });

  plane.append(element("p", { className: "nn-note", textContent: t("note") }));

  return function draw() {
    const [w, b, wanted] = [weights(), get("bias"), GATES[target()]];
    const rows = INPUTS.map((x, i) => {
      const z = tidy(netInput(x, w, b));
      return { x, z, y: step(z), wanted: wanted[i], right: step(z) === wanted[i] };
    });
    chart.layout();
    axes([0, 1]);
    halves(w, b);
    fitArrow();
    const [from, to] = [anchor(), tip()];
    arrow.attr("d", arrowPath(chart, [from.x, from.y], [to.x, to.y]));
    const [x, y] = besideTip(chart, to, w);
    arrowLabel.attr("x", x).attr("y", y + 5);
    chart.svg.classed("nn-no-line", !w[0] && !w[1]);
    drawPoints(points, chart, rows);
    moveLine();
    turnLine();
    table.update(rows, w, b);
    proof.update(target() === "XOR", rows);
    frame.read(sentence(t, target(), w, b, rows));
  };
});

const inside = (margin) => (value) => clamp(value, VIEW[0] + margin, VIEW[1] - margin);
const wellInside = inside(0.35);
const inView = inside(0.1);
const inFrame = inside(0.06);
const onPlane = inside(0.02);

// The scale at which an arrow from `start` along `w` (one coordinate) ends at the edge.
const room = (start, w) =>
  w ? (onPlane(start + Math.sign(w) * (VIEW[1] - VIEW[0])) - start) / w : Infinity;

// Where the arrow's name stands, in px: beyond the tip, or beside it where a point of the
// table or the edge is.
function besideTip(chart, tip, w) {
  const ahead = w[0] || w[1] ? Math.atan2(-w[1], w[0]) : -Math.PI / 2;
  const [x, y] = [chart.x(tip.x), chart.y(tip.y)];
  const places = [0, 1.2, -1.2, 2.2, -2.2, 2.7, -2.7].map((turn) => [
    x + LABEL * Math.cos(ahead + turn),
    y + LABEL * Math.sin(ahead + turn),
  ]);
  const onChart = (/** @type {number[]} */ [px, py]) =>
    [chart.x.invert(px), chart.y.invert(py)].every((v) => inFrame(v) === v);
  const [[left, right], [bottom, top]] = [chart.x.range(), chart.y.range()];
  // The halves' names, y = 0 and y = 1, stand in corners.
  const inCorner = (/** @type {number[]} */ [px, py]) =>
    Math.min(px - left, right - px) < 52 && Math.min(py - top, bottom - py) < 28;
  const free = (/** @type {number[]} */ [px, py]) =>
    !inCorner([px, py]) &&
    INPUTS.every((p) => Math.hypot(chart.x(p[0]) - px, chart.y(p[1]) - py) > LABEL);
  return places.find((p) => onChart(p) && free(p)) ?? places.find(onChart) ?? places[0];
}

// A point is filled where 1 is wanted and hollow where 0 is; the sign beside it says
// whether the neuron's answer is right.
function drawPoints(group, chart, rows) {
  const nodes = group
    .selectAll(".nn-point")
    .data(rows)
    .join((enter) => {
      const g = enter.append("g").attr("class", "nn-point");
      g.append("circle").attr("class", "nn-point-dot").attr("r", 13);
      g.append("text").attr("class", "nn-point-wanted").attr("dy", 5);
      const mark = g.append("g").attr("transform", "translate(14,-13)");
      mark.append("circle").attr("class", "nn-point-badge").attr("r", 9);
      mark.append("path").attr("class", "nn-point-mark");
      return g;
    })
    .attr("transform", ({ x }) => `translate(${chart.x(x[0])},${chart.y(x[1])})`)
    .classed("nn-one", (d) => d.wanted === 1)
    .classed("nn-right", (d) => d.right);
  nodes.select(".nn-point-wanted").text((d) => d.wanted);
  nodes
    .select(".nn-point-mark")
    .attr("d", (d) => (d.right ? "M-4,0L-1,3.5L4,-3.5" : "M-3,-3L3,3M-3,3L3,-3"));
}

/** The four rows with z spelled out in the reader's numbers, y, what is wanted. */
function truthTable(t) {
  const node = element("table", { className: "nn-truth" });
  const head = node.createTHead().insertRow();
  for (const key of ["x1", "x2", "z", "y", "wanted", "right"]) {
    const text = t(`${key[0] === "x" ? "inputs" : "table"}.${key}`);
    const cell = element("th", {}, { scope: "col" });
    if (key === "right")
      cell.append(element("span", { className: "nn-sr-only", textContent: text }));
    else cell.textContent = text;
    head.append(cell);
  }
  const body = node.createTBody();
  const cells = INPUTS.map((x) => {
    const row = body.insertRow();
    return [...x, "", "", "", ""].map((text) =>
      Object.assign(row.insertCell(), { textContent: text }),
    );
  });

  function update(rows, w, b) {
    rows.forEach(({ x, z, y, wanted, right }, i) => {
      const [, , sum, output, want, mark] = cells[i];
      cells[i][0].parentNode.className = right ? "nn-right" : "nn-wrong";
      const terms = [...w.filter((_, k) => x[k]), b];
      const spelled = terms.map((v, k) => (k ? signed(v) : fixed(v))).join("\u00a0");
      sum.textContent = terms.length > 1 ? `${spelled} =\u00a0${fixed(z)}` : fixed(z);
      output.textContent = y;
      want.textContent = wanted;
      mark.textContent = right ? "✓" : "✗";
      mark.setAttribute("aria-label", t(right ? "table.yes" : "table.no"));
    });
  }
  return { node, update };
}

const signed = (v) =>
  fixed(v).startsWith("−") ? `−\u00a0${fixed(-v)}` : `+\u00a0${fixed(v)}`;

/** Why no line reaches XOR: two sums of z that are one number and must differ in sign. */
function pairsProof(t) {
  const node = element("div", { className: "nn-proof" });
  const paragraph = (className) => {
    const line = element("p", { className });
    node.append(line);
    return line;
  };
  paragraph("nn-proof-title").textContent = t("proof.title");
  const pairs = ["outer", "inner"].map((key) => {
    const line = paragraph("nn-proof-pair");
    const sum = element("span");
    line.append(element("span", { textContent: t(`proof.${key}`) }), sum);
    return sum;
  });
  const end = paragraph("");

  function update(shown, rows) {
    node.hidden = !shown;
    if (!shown) return;
    const [z00, z01, z10, z11] = rows.map(({ z }) => z);
    const show = (p, q, holds) =>
      `${fixed(p)} ${signed(q)} = ${fixed(p + q)} ${holds(p + q) ? "✓" : "✗"}`;
    pairs[0].textContent = show(z00, z11, (sum) => sum < 0);
    pairs[1].textContent = show(z01, z10, (sum) => sum >= 0);
    end.textContent = t("proof.end", { sum: fixed(z00 + z11) });
  }
  return { node, update };
}

function sentence(t, gate, w, b, rows) {
  const wrong = rows.filter((row) => !row.right);
  const values = {
    gate,
    w1: fixed(w[0]),
    w2: fixed(w[1]),
    b: fixed(b),
    theta: fixed(-b),
    right: 4 - wrong.length,
  };
  if (!w[0] && !w[1]) return t("reading.noLine", { ...values, y: rows[0].y });
  if (!wrong.length) return t("reading.all", values);
  const [{ x, z, y, wanted }] = wrong;
  const first = { ...values, x: `(${x.join(",\u00a0")})`, z: fixed(z), y, wanted };
  if (gate !== "XOR") return t("reading.some", first);
  return t(wrong.length === 1 ? "reading.xorBest" : "reading.xor", first);
}
