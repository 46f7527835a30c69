// Chapter 2: the path of gradient descent over the plane of a neuron's two weights, with
// inputs that are all positive (logistic units) and with zero-centred ones (tanh units).
import { choice, rateSlider, slider } from "../lib/controls.js";
import { fixed, significant } from "../lib/format.js";
import {
  axes,
  descend,
  exampleGradient,
  stepGradient,
  stepsNeeded,
} from "../lib/gradient-descent.js";
import { labelPlacer } from "../lib/labels.js";
import penguins from "../lib/penguins.json" with { type: "json" };
import { player } from "../lib/player.js";
import { handle, plot } from "../lib/plot.js";
import { seeded, shuffle } from "../lib/random.js";
import { twoTasks } from "../lib/two-inputs.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/zero-centred.json" with { type: "json" };
import declared from "../state/zero-centred.json" with { type: "json" };
import "./zero-centred.css";

const KINDS = declared.inputs.options;
const TASKS = twoTasks(penguins.rows);
// The order in which single steps look at the penguins, the same for both.
const ORDER = shuffle(
  seeded(2),
  penguins.rows.map((_, i) => i),
);
const rangeOf = ({ min, max }) => [min, max];
const W1 = rangeOf(declared.start.columns.w1);
const W2 = rangeOf(declared.start.columns.w2);
const STEPS = declared.steps.max;
const RATES = rangeOf(declared.learning_rate);
const LIMIT = 400; // steps to wait for 99% of the way down
const SCAN = Array.from({ length: 109 }, (_, i) => RATES[0] * 10 ** (i / 40));
const PACE = 90; // ms from one step to the next while it plays
const COLORS = { logistic: "var(--nn-positive)", tanh: "var(--nn-negative)" };

export default defineWidget("zero-centred", words, declared, (frame) => {
  const { t, get, set } = frame;
  const start = () => get("start");
  const order = () => (get("batch") === "one" ? ORDER : null);

  frame.presets(
    [
      {
        label: t("presets.zigzag"),
        state: { batch: "all", learning_rate: 0.9, start: [-1, 2.2], steps: 60 },
      },
      {
        label: t("presets.faster"),
        state: { batch: "all", learning_rate: 5, start: [-1, 2.2], steps: 12 },
      },
      {
        label: t("presets.single"),
        state: { batch: "one", learning_rate: 0.3, start: [-1, 2.2], steps: 4 },
      },
      {
        label: t("presets.reverse"),
        state: { batch: "all", learning_rate: 0.3, start: [3.6, 1.2], steps: 60 },
      },
    ],
    ["inputs", "batch", "learning_rate", "start", "steps"],
  );

  let last = 0;
  player(frame, {
    step: () => set({ steps: get("steps") + 1 }),
    perFrame: () => {
      if (performance.now() - last < PACE) return 0;
      last = performance.now();
      return 1;
    },
    done: () => get("steps") >= STEPS || KINDS.every(settled),
    restart: () => set({ steps: 0 }),
  });
  slider(frame, { key: "steps", label: t("steps"), step: 1 });
  rateSlider(frame, {
    key: "learning_rate",
    label: t("learningRate"),
    digits: 3,
    format: (v) => significant(v, 2),
  });
  choice(frame, {
    key: "batch",
    label: t("batch"),
    options: frame
      .options("batch")
      .map((value) => ({ value, label: t(`batches.${value}`) })),
  });

  frame.stage.append(
    element("p", { className: "nn-note", textContent: t("note") }),
    choice(frame, {
      key: "inputs",
      label: t("inputs"),
      options: KINDS.map((kind) => ({
        value: kind,
        label: t(`kinds.${kind}`),
        color: COLORS[kind],
      })),
    }),
  );
  const row = element("div", { className: "nn-planes" });
  frame.stage.append(row);
  const runs = {};
  const planes = Object.fromEntries(
    KINDS.map((kind) => [kind, plane(frame, row, kind, { start, order })]),
  );
  const rates = rateChart(frame, { start, order });

  // What the picture shows is at its end: the least loss is near, or it is far away.
  function settled(kind) {
    const { losses, diverged } = descended(kind);
    const { least } = TASKS[kind];
    return diverged || losses.at(-1) - least <= 0.001 * (losses[0] - least);
  }

  function descended(kind) {
    const state = {
      start: start(),
      learningRate: get("learning_rate"),
      steps: get("steps"),
    };
    const key = JSON.stringify([state, get("batch")]);
    if (runs[kind]?.key !== key)
      runs[kind] = { key, ...descend(TASKS[kind], { ...state, order: order() }) };
    return runs[kind];
  }

  return function draw() {
    for (const kind of KINDS) {
      row.children[KINDS.indexOf(kind)].classList.toggle(
        "nn-chosen",
        kind === get("inputs"),
      );
      planes[kind].draw(descended(kind));
    }
    rates.draw();
    frame.read(sentences());
  };

  function sentences() {
    const kinds = [get("inputs"), ...KINDS.filter((kind) => kind !== get("inputs"))];
    const [first, second] = kinds.map(neededText);
    const rate = significant(get("learning_rate"), 2);
    const opening = t(`reading.${get("batch")}`, { rate, first, second });
    const steps = get("steps");
    if (!steps) return opening;
    const [now, other] = kinds.map((kind) => {
      const { losses, same } = descended(kind);
      // On the way down: around the least loss signs mean nothing.
      const count = Math.max(1, Math.min(rates.at(kind) ?? STEPS, same.length - 1));
      const share = `${Math.round((100 * same[count]) / count)}%`;
      return { loss: significant(losses.at(-1)), share };
    });
    const shown = t("reading.shown", {
      steps: t(steps === 1 ? "oneStep" : "manySteps", { n: steps }),
      least: significant(TASKS.tanh.least),
      loss1: now.loss,
      loss2: other.loss,
      share1: now.share,
      share2: other.share,
    });
    return `${opening} ${shown}`;
  }

  function neededText(kind) {
    const name = t(`activations.${kind}`);
    const count = rates.at(kind);
    if (count !== null)
      return t(`reading.needs${count === 1 ? "One" : ""}`, { name, count });
    const { diverged } = descend(TASKS[kind], {
      start: start(),
      learningRate: get("learning_rate"),
      steps: LIMIT,
      order: order(),
    });
    return t(diverged ? "reading.diverges" : "reading.slow", { name, limit: LIMIT });
  }
});

// The weights' plane of one neuron: contours of its loss and the path down to the least.
function plane(frame, row, kind, { start, order }) {
  const { t, get, set } = frame;
  const task = TASKS[kind];
  const parent = element("div", { className: "nn-plane" });
  row.append(parent);
  const chart = plot(frame, {
    parent,
    x: W1,
    y: W2,
    aspect: 1,
    maxHeight: 218,
    square: true,
    label: t("plane", { name: t(`activations.${kind}`) }),
    margin: { top: 6, right: 6, bottom: 24, left: 30 },
  });
  const bowl = chart.marks.append("g").attr("class", "nn-bowl");
  const quadrants = chart.marks.append("g");
  const cross = chart.marks.append("path").attr("class", "nn-cross");
  const fan = chart.marks.append("g").attr("class", "nn-fan");
  const best = chart.marks.append("path").attr("class", "nn-best");
  const line = chart.marks.append("path").attr("class", "nn-path");
  const dots = chart.marks.append("g");
  const next = chart.marks.append("line").attr("class", "nn-next");
  const here = chart.marks.append("circle").attr("class", "nn-here").attr("r", 5);
  const texts = chart.over.append("g").attr("aria-hidden", "true");
  for (const part of [line, dots, here]) part.style("--nn-option", COLORS[kind]);
  const place = ([x, y]) => [chart.x(x), chart.y(y)];
  const handleAt = handle(chart, {
    label: t("start", { name: t(`activations.${kind}`) }),
    get: () => ({ x: start()[0], y: start()[1] }),
    set: ({ x, y }) =>
      set({
        start: [x, y].map((w) => Math.round(w * 100) / 100),
      }),
    step: { x: 0.1, y: 0.1 },
    text: () => `w₁ = ${fixed(start()[0])}, w₂ = ${fixed(start()[1])}`,
  });
  const { large, small, direction } = axes(task);
  const angle = (-180 / Math.PI) * Math.atan2(direction[1], direction[0]);
  const levels = Array.from({ length: 24 }, (_, i) => 0.08 * (i + 1) ** 2).reverse();
  let drawnWidth = 0;

  // Contours are ellipses: they change with the width of the page alone.
  function drawBowl() {
    if (drawnWidth === chart.width) return;
    drawnWidth = chart.width;
    const unit = chart.x(1) - chart.x(0);
    const [x, y] = place(task.best);
    bowl
      .selectAll("ellipse")
      .data(levels)
      .join("ellipse")
      .attr("rx", (level) => unit * Math.sqrt((2 * level) / large))
      .attr("ry", (level) => unit * Math.sqrt((2 * level) / small))
      .attr("transform", `translate(${x},${y})rotate(${angle})`);
    best.attr("d", `M${x - 5},${y - 5}l10,10M${x - 5},${y + 5}l10,-10`);
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    texts
      .selectAll("text")
      .data([
        { text: "w₁", x: right - 5, y: bottom - 8, anchor: "end" },
        { text: "w₂", x: left + 6, y: top + 14, anchor: "start" },
        { text: t("least"), x: x + 9, y: y + 19, anchor: "start" },
        { text: t("from"), anchor: "start" },
      ])
      .join("text")
      .attr("class", "nn-halo")
      .attr("x", (d) => d.x)
      .attr("y", (d) => d.y)
      .attr("text-anchor", (d) => d.anchor)
      .text((d) => d.text);
  }

  function drawNext(w, at) {
    const single = order() !== null && Math.hypot(...w) < 20;
    const rate = get("learning_rate");
    const to = (g) => place([w[0] - rate * g[0], w[1] - rate * g[1]]);
    const [x, y] = place(w);
    const gradients = single
      ? task.inputs.map((_, i) => exampleGradient(task, w, i))
      : [];
    fan
      .selectAll("line")
      .data(gradients.map(to))
      .join("line")
      .attr("x1", x)
      .attr("y1", y)
      .attr("x2", (p) => p[0])
      .attr("y2", (p) => p[1]);
    // A step of one example goes along its inputs, up or down: these signs are open.
    const open = new Set(
      task.inputs.flatMap(([h1, h2]) => {
        const [a, b] = [Math.sign(h1), Math.sign(h2)];
        return [`${a},${b}`, `${-a},${-b}`];
      }),
    );
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    cross
      .style("display", single ? null : "none")
      .attr("d", `M${left},${y}H${right}M${x},${top}V${bottom}`);
    quadrants
      .selectAll("rect")
      .data(single ? [...open] : [])
      .join("rect")
      .attr("class", "nn-quadrant")
      .attr("x", (signs) => (signs.startsWith("-") ? Math.min(left, x) : x))
      .attr("width", (signs) =>
        Math.max(0, signs.startsWith("-") ? x - left : right - x),
      )
      .attr("y", (signs) => (signs.endsWith("-1") ? y : Math.min(top, y)))
      .attr("height", (signs) =>
        Math.max(0, signs.endsWith("-1") ? bottom - y : y - top),
      );
    next.style("display", single ? null : "none");
    if (!single) return;
    const [nx, ny] = to(stepGradient(task, w, at, order()));
    next.attr("x1", x).attr("y1", y).attr("x2", nx).attr("y2", ny);
  }

  // Where the path does not go.
  function nameStart(path) {
    const [x, y] = place(path[0]);
    const [nx, ny] = place(path[1] ?? path[0]);
    const flat = nx > x && Math.abs(ny - y) < 0.6 * (nx - x);
    const before = flat || x + 50 > chart.x.range()[1];
    texts
      .select("text:last-child")
      .attr("x", before ? x - 13 : x + 13)
      .attr("y", y + 5)
      .attr("text-anchor", before ? "end" : "start");
    // The axis has its name in that corner.
    const covered =
      before && x < chart.x.range()[0] + 70 && y < chart.y.range()[1] + 26;
    texts.select("text:nth-child(2)").style("display", covered ? "none" : null);
  }

  return {
    draw({ path }) {
      if (!widthOf(parent)) return; // not shown where there is room for one
      chart.layout();
      drawBowl();
      const shown = path.filter((w) => Math.hypot(...w) < 1e3);
      line.attr("d", chart.path(shown));
      dots
        .selectAll("circle")
        .data(shown.slice(1))
        .join("circle")
        .attr("class", "nn-stop")
        .attr("r", 2.5)
        .attr("cx", (w) => chart.x(w[0]))
        .attr("cy", (w) => chart.y(w[1]));
      const w = path.at(-1);
      here
        .style("display", Math.hypot(...w) < 1e3 && path.length > 1 ? null : "none")
        .attr("cx", chart.x(w[0]))
        .attr("cy", chart.y(w[1]));
      drawNext(w, path.length - 1);
      handleAt();
      nameStart(path);
    },
  };
}

// Steps needed against the learning rate, from where the paths start, for both neurons.
function rateChart(frame, { start, order }) {
  const { t, get, set } = frame;
  const chart = plot(frame, {
    x: RATES,
    y: [0.75, LIMIT],
    xLog: true,
    yLog: true,
    aspect: 0.34,
    maxHeight: 150,
    label: t("rates.label"),
    xLabel: t("learningRate"),
    margin: { top: 26, right: 14, bottom: 38, left: 38 },
  });
  const rule = chart.under.append("line").attr("class", "nn-rule");
  const lines = chart.marks.append("g");
  const dots = chart.marks.append("g");
  const title = chart.over
    .append("text")
    .attr("class", "nn-rates-title")
    .attr("aria-hidden", "true")
    .text(t("rates.title"));
  const names = chart.over.append("g").attr("aria-hidden", "true");
  const rate = () => get("learning_rate");
  const update = handle(chart, {
    label: t("learningRate"),
    get: () => ({ x: rate(), y: 0.75 }),
    set: ({ x }) => set({ learning_rate: Number(x.toPrecision(3)) }),
    // One key is a twentieth of the rate: the axis is logarithmic.
    step: {
      get x() {
        return rate() / 20;
      },
      y: 0,
    },
    text: () => significant(rate(), 2),
  });
  let scanned;

  const need = (kind, learningRate) =>
    stepsNeeded(TASKS[kind], {
      start: start(),
      learningRate,
      order: order(),
      limit: LIMIT,
    });

  function scan() {
    const key = JSON.stringify([start(), get("batch"), chart.width]);
    if (scanned?.key === key) return;
    const curves = KINDS.map((kind) =>
      SCAN.map((learningRate) => [learningRate, need(kind, learningRate) || NaN]),
    );
    scanned = { key, curves };
    lines
      .selectAll("path")
      .data(curves)
      .join("path")
      .attr("class", "nn-curve")
      .style("stroke", (_, i) => COLORS[KINDS[i]])
      .attr("d", (points) => chart.path(points));
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    const placer = labelPlacer(
      curves.map((points) => points.map(([x, y]) => [chart.x(x), chart.y(y)])),
      { left: left + 4, right, top, bottom: bottom - 14 },
    );
    title.attr("x", left).attr("y", top - 9);
    names
      .selectAll("text")
      .data(KINDS)
      .join("text")
      .attr("class", "nn-halo nn-rate-name")
      .style("fill", (kind) => COLORS[kind])
      .text((kind) => t(`activations.${kind}`))
      .each(function (kind, i) {
        this.style.display = null; // what is not shown has no width
        const spot = placer.beside(i, {
          width: this.getComputedTextLength(),
          height: 18,
        });
        this.style.display = spot ? null : "none";
        if (!spot) return;
        this.setAttribute("x", spot.x);
        this.setAttribute("y", spot.y + 14);
      });
  }

  return {
    at: (kind) => need(kind, get("learning_rate")),
    draw() {
      chart.layout();
      scan();
      const x = chart.x(rate());
      const [bottom, top] = chart.y.range();
      rule.attr("x1", x).attr("x2", x).attr("y1", bottom).attr("y2", top);
      const reached = KINDS.map((kind) => ({ kind, count: need(kind, rate()) }));
      dots
        .selectAll("circle")
        .data(reached.filter(({ count }) => count))
        .join("circle")
        .attr("class", "nn-here")
        .attr("r", 5)
        .style("--nn-option", ({ kind }) => COLORS[kind])
        .attr("cx", x)
        .attr("cy", ({ count }) => chart.y(count));
      update();
    },
  };
}
