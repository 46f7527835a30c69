// Chapter 1: the perceptron's learning rule on points that the reader places. Each step
// corrects one point; the old line stays to be seen beside the new one.
import { pointer } from "d3-selection";
import { button, choice, slider } from "../lib/controls.js";
import { correctionTable, counters } from "../lib/correction-table.js";
import { fixed } from "../lib/format.js";
import { lineInBox } from "../lib/halfplane.js";
import { cycleLength, netInput, nextCorrection, thresholdUnit } from "../lib/neuron.js";
import { clamp } from "../lib/numbers.js";
import { boxOf, drawSegment, halfPlanes, planeAxes } from "../lib/plane.js";
import { player } from "../lib/player.js";
import { dragIn, handle, plot } from "../lib/plot.js";
import { weightArrows } from "../lib/weight-arrows.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/perceptron-learning.json" with { type: "json" };
import declared from "../state/perceptron-learning.json" with { type: "json" };
import "./perceptron-learning.css";

// Half the width of the plane: a smaller one for points as near as those of a truth
// table. Points stay a little inside, so that all of each is in the picture.
const VIEWS = [
  { half: 1.5, ticks: [-1, 0, 1] },
  { half: 3, ticks: [-2, 0, 2] },
];
const INSIDE = 0.93;
const MAX_POINTS = declared.points.most;
const NEAR = 0.17; // Delete removes the nearest point, if it is this share of `half` away
const PACE = 650; // ms from one correction to the next while it plays
const LONG = 100; // corrections without an end, after which the reading says so
const FRESH = { bias: 0, position: 0, corrections: 0, epochs: 0 };
const XOR = [
  [-1.5, -1.5, 0],
  [-1.5, 1.5, 1],
  [1.5, -1.5, 1],
  [1.5, 1.5, 0],
];
const OUTLIER = [
  [2, -2.5, 0],
  [-2, -0.5, 1],
  [-1.5, 1, 1],
  [0.5, 2.5, 1],
  [-1.5, 2, 1],
  [1.5, 0, 0],
  [1, -0.5, 0],
  [2.5, -1.5, 0],
  [1.5, -1.5, 1],
];

const distance = (p, x, y) => Math.hypot(p[0] - x, p[1] - y);

export default defineWidget("perceptron-learning", words, declared, (frame) => {
  const { t, get, set } = frame;
  const points = () => get("points");
  const weights = () => get("weights");
  const state = () => ({ w: weights(), b: get("bias"), position: get("position") });
  const isWrong = ([x1, x2, y]) =>
    thresholdUnit([x1, x2], weights(), get("bias")) !== y;
  // The view follows points from outside (a link, a preset, Python); what the reader
  // places or moves leaves it as it is.
  let view = VIEWS[1];
  let own = "";
  // What Forget goes back to: the weights that came with these points.
  let start = {};
  const setPoints = (next, more = {}) => {
    own = JSON.stringify(next);
    set({ points: next, ...more });
  };
  const follow = () => {
    const now = JSON.stringify(get("points"));
    if (now === own) return;
    own = now;
    start = { weights: get("weights"), bias: get("bias") };
    const farthest = Math.max(
      ...points().flatMap(([x1, x2]) => [x1, x2].map(Math.abs)),
    );
    view =
      VIEWS.find(({ half }) => farthest < half * INSIDE && farthest > 0) ?? VIEWS[1];
  };
  const place = (v) => {
    const edge = view.half * INSIDE;
    return Math.round(clamp(v, -edge, edge) * 10) / 10;
  };
  // The last correction, drawn as long as its result is the present state.
  let last;
  const lastShown = () =>
    last && JSON.stringify(state()) === JSON.stringify(last.now) ? last : null;

  frame.presets(
    [
      { label: t("data.xor"), state: { ...FRESH, points: XOR, weights: [0, 0] } },
      {
        label: t("presets.outlier"),
        state: { ...FRESH, points: OUTLIER, weights: [1, 0.5], bias: -0.5 },
      },
      { label: t("presets.empty"), state: { ...FRESH, points: [], weights: [0, 0] } },
    ],
    ["points", "weights", ...Object.keys(FRESH), "learning_rate"],
  );

  let lastTime = 0;
  const play = player(frame, {
    step: correct,
    perFrame() {
      const due = performance.now() - lastTime >= PACE;
      if (due) lastTime = performance.now();
      return due ? 1 : 0;
    },
    done: () => !points().some(isWrong),
  });
  button(frame, {
    label: t("forget"),
    parent: frame.controls.querySelector(".nn-player"),
    onClick() {
      play.pause();
      last = null;
      set({ ...FRESH, ...start });
    },
  });
  slider(frame, {
    key: "learning_rate",
    label: t("rate"),
    min: 0.1,
    max: 1,
    step: 0.1,
    format: (v) => fixed(v, 1),
  });
  // What a click places is no part of the figure's state.
  /** @type {{tool: 0 | 1 | "remove"}} */
  const tool = { tool: 1 };
  choice(
    {
      ...frame,
      get: (key) => tool[key],
      set(values) {
        Object.assign(tool, values);
        frame.draw();
      },
    },
    {
      key: "tool",
      label: t("tool"),
      options: [
        { value: 1, label: t("tools.one"), color: "var(--nn-positive)" },
        { value: 0, label: t("tools.zero"), color: "var(--nn-negative)" },
        { value: "remove", label: t("tools.remove") },
      ],
    },
  );

  function correct() {
    const before = state();
    const next = nextCorrection(
      points(),
      before.w,
      before.b,
      before.position,
      get("learning_rate"),
    );
    if (!next) return;
    const { w, b, position } = next;
    const passedEnd = next.index < before.position ? 1 : 0;
    last = {
      ...next,
      before,
      now: { w, b, position },
      point: points()[next.index],
      rate: get("learning_rate"),
      epoch: get("epochs") + passedEnd + 1,
    };
    set({
      weights: w,
      bias: b,
      position,
      corrections: get("corrections") + 1,
      epochs: get("epochs") + next.rounds,
    });
  }

  const plane = element("div", { className: "nn-plane" });
  const side = element("div", { className: "nn-side" });
  const counts = counters(t);
  const table = correctionTable(t);
  const key = element("p", { className: "nn-key", textContent: t("key") });
  side.append(counts.node, table.node, key);
  frame.stage.append(plane, side);
  const chart = plot(frame, {
    parent: plane,
    x: [-3, 3],
    y: [-3, 3],
    aspect: 1,
    maxHeight: 400,
    axes: false,
    margin: { top: 4, right: 4, bottom: 24, left: 24 },
    label: t("plane"),
  });
  const halves = halfPlanes(chart, { one: t("one"), zero: t("zero") });
  const axes = planeAxes(chart);
  const ground = chart.under.append("rect").attr("class", "nn-ground");
  const oldLine = chart.marks.append("line").attr("class", "nn-old");
  const arrows = weightArrows(chart);
  const ring = chart.over.append("circle").attr("class", "nn-ring").attr("r", 16);
  const marks = chart.over.append("g");

  const add = (x, y, label) => {
    if (points().length < MAX_POINTS)
      setPoints([...points(), [place(x), place(y), label]]);
  };
  const remove = (index) => {
    const rest = points().toSpliced(index, 1);
    const at = get("position") - (index < get("position") ? 1 : 0);
    setPoints(rest, { position: rest.length ? at % rest.length : 0 });
  };
  ground.on("click", (event) => {
    const [px, py] = pointer(event, chart.svg.node());
    if (tool.tool !== "remove") add(chart.x.invert(px), chart.y.invert(py), tool.tool);
  });

  let cursor = { x: 0, y: 0 };
  const drawCursor = handle(chart, {
    label: t("cursor"),
    className: "nn-cursor",
    radius: 5,
    get: () => cursor,
    set({ x, y }) {
      cursor = { x: place(x), y: place(y) };
      frame.draw();
    },
    step: { x: 0.1, y: 0.1 },
    text: () => t("cursorText", { x: fixed(cursor.x, 1), y: fixed(cursor.y, 1) }),
  });
  chart.over.select(".nn-cursor").on("keydown.place", (event) => {
    const { x, y } = cursor;
    if (event.key === "1" || event.key === "0") add(x, y, Number(event.key));
    else if (event.key === "Delete" || event.key === "Backspace") removeNearest(x, y);
    else if (event.key === "Enter" || event.key === " ") {
      if (tool.tool === "remove") removeNearest(x, y);
      else add(x, y, tool.tool);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  function removeNearest(x, y) {
    const away = points().map((p) => distance(p, x, y));
    const nearest = away.indexOf(Math.min(...away));
    if (away[nearest] <= NEAR * view.half) remove(nearest);
  }

  const dragPoint = dragIn(() => chart.svg.node())
    .clickDistance(3)
    .on("drag", ({ x, y }, { index }) => {
      const moved = [place(chart.x.invert(x)), place(chart.y.invert(y))];
      const label = points()[index][2];
      setPoints(points().with(index, [...moved, label]));
    });

  function drawPoints(all, hot) {
    const data = all.map(([x, y, label], index) => ({ x, y, label, index }));
    const nodes = marks
      .selectAll(".nn-point")
      .data(data)
      .join((enter) => {
        const g = enter.append("g").attr("class", "nn-point");
        g.append("circle").attr("class", "nn-hit").attr("r", 13);
        g.append("path").attr("class", "nn-glyph");
        const badge = g.append("g").attr("class", "nn-wrong-badge");
        badge.append("circle").attr("r", 7);
        badge.append("path").attr("d", "M-2.5,-2.5L2.5,2.5M-2.5,2.5L2.5,-2.5");
        badge.attr("transform", "translate(10,-10)");
        g.on("click", (event, d) => tool.tool === "remove" && remove(d.index));
        return g.call(dragPoint);
      })
      .attr("transform", (d) => `translate(${chart.x(d.x)},${chart.y(d.y)})`)
      .classed("nn-one", (d) => d.label === 1)
      .classed("nn-wrong", (d) => isWrong([d.x, d.y, d.label]));
    nodes.select(".nn-glyph").attr("d", (d) => (d.label === 1 ? CIRCLE : SQUARE));
    const at = hot && all[hot.index];
    ring
      .style("display", at ? null : "none")
      .attr("cx", at && chart.x(at[0]))
      .attr("cy", at && chart.y(at[1]));
  }

  return function draw() {
    follow();
    const all = points();
    const { w, b } = state();
    const shown = lastShown();
    const wrong = all.filter(isWrong).length;
    const domain = [-view.half, view.half];
    chart.domain(domain, domain);
    chart.layout();
    const { x, y } = boxOf(chart);
    ground
      .attr("x", chart.x(x[0]))
      .attr("y", chart.y(y[1]))
      .attr("width", chart.x(x[1]) - chart.x(x[0]))
      .attr("height", chart.y(y[0]) - chart.y(y[1]));
    axes(view.ticks);
    halves(w, b);
    drawSegment(
      oldLine,
      chart,
      shown && lineInBox(boxOf(chart), shown.before.w, shown.before.b),
    );
    arrows(w, shown?.before.w);
    drawPoints(all, shown);
    drawCursor();
    plane.classList.toggle("nn-removing", tool.tool === "remove");
    counts.update(get("corrections"), get("epochs"), wrong, all.length);
    table.update(shown, w, b);
    key.style.visibility = shown ? "" : "hidden";
    frame.read(sentence(t, { all, wrong, shown, w, b, get }));
  };
});

const CIRCLE = "M-7,0a7,7 0 1,0 14,0a7,7 0 1,0 -14,0Z";
const SQUARE = "M-6,-6H6V6H-6Z";

const tuple = (values, digits = 2) =>
  `(${values.map((v) => fixed(v, digits)).join(",\u00a0")})`;

function sentence(t, { all, wrong, shown, w, b, get }) {
  const corrections = get("corrections");
  const values = {
    total: all.length,
    wrong,
    corrections,
    epochs: get("epochs"),
    w: tuple(w),
    b: fixed(b),
  };
  if (!all.length) return t("reading.empty");
  if (!wrong) return t(corrections ? "reading.done" : "reading.right", values);
  // Three rounds without an end: time to say whether there will be one.
  const cycle =
    values.epochs >= 3 && cycleLength(all, w, b, get("position"), get("learning_rate"));
  if (cycle) return t("reading.cycle", { ...values, cycle });
  if (corrections >= LONG) return t("reading.long", values);
  if (!shown) return t("reading.start", values);
  const [x1, x2, label] = shown.point;
  return t("reading.corrected", {
    ...values,
    epoch: shown.epoch,
    x: tuple([x1, x2], 1),
    z: fixed(netInput([x1, x2], shown.before.w, shown.before.b)),
    answer: 1 - label,
    label,
    step: fixed(shown.rate * shown.error),
    change: tuple([x1, x2].map((v) => shown.rate * shown.error * v)),
  });
}
