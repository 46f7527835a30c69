// Chapter 2: a layer of ReLU units, trained in the page; its units die where steps are
// too large or biases too low, and with a leak they come back.
import { select } from "d3-selection";
import { button, rateSlider, slider } from "../lib/controls.js";
import { compact, fixed, significant } from "../lib/format.js";
import { labelPlacer } from "../lib/labels.js";
import { player } from "../lib/player.js";
import { handle, linspace, plot } from "../lib/plot.js";
import {
  STEPS,
  T,
  UNITS,
  X,
  createRun,
  draw as drawSeed,
  isSilent,
  netInput,
  output,
  squaredError,
  unitGradients,
} from "../lib/relu-layer.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/dying-relu.json" with { type: "json" };
import declared from "../state/dying-relu.json" with { type: "json" };
import "./dying-relu.css";

const GRID = linspace(-2, 2, 81);

export default defineWidget("dying-relu", words, declared, (frame) => {
  const { t, get, set } = frame;

  frame.presets(
    [
      { label: t("presets.small"), state: { learning_rate: 0.3, bias: 0, gamma: 0 } },
      { label: t("presets.large"), state: { learning_rate: 2, bias: 0, gamma: 0 } },
      { label: t("presets.low"), state: { learning_rate: 0.3, bias: -3, gamma: 0 } },
      { label: t("presets.leak"), state: { learning_rate: 0.3, bias: -3, gamma: 0.1 } },
    ],
    ["learning_rate", "bias", "gamma", "seed", "step"],
  );

  player(frame, {
    step: () => set({ step: get("step") + 1 }),
    done: () => get("step") >= STEPS,
    restart: () => set({ step: 0 }),
  });
  const another = button(frame, {
    label: "",
    onClick: () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) }),
  });
  rateSlider(frame, {
    key: "learning_rate",
    label: t("learningRate"),
    format: (v) => compact(v, 2),
  });
  slider(frame, {
    key: "bias",
    label: t("bias"),
    step: 0.1,
    format: (v) => fixed(v, 1),
  });
  slider(frame, {
    key: "gamma",
    label: t("gamma"),
    step: 0.01,
    format: (v) => fixed(v, 2),
  });

  const row = element("div", { className: "nn-charts" });
  frame.stage.append(row);
  const parent = () => {
    const cell = element("div", { className: "nn-chart-box" });
    row.append(cell);
    return cell;
  };
  const fit = fitChart(frame, parent());
  const counts = countChart(frame, parent(), () => runs);
  const tiles = tileChart(frame);

  let seed;
  let runs; // {key, relu, leaky}: leaky is null where there is no leak

  function run() {
    const [learningRate, bias, gamma] = ["learning_rate", "bias", "gamma"].map(get);
    const key = JSON.stringify([learningRate, bias, gamma, get("seed")]);
    if (runs?.key === key) return;
    if (seed?.number !== get("seed"))
      seed = { number: get("seed"), drawn: drawSeed(get("seed")) };
    runs = {
      key,
      relu: createRun(seed.drawn, { learningRate, bias, gamma: 0 }),
      leaky: gamma > 0 ? createRun(seed.drawn, { learningRate, bias, gamma }) : null,
    };
  }

  return function draw() {
    run();
    another.textContent = t("seed", { seed: get("seed") });
    const step = get("step");
    const gamma = get("gamma");
    const weights = (runs.leaky ?? runs.relu).weights(step);
    const plain = runs.leaky ? runs.relu.weights(step) : null;
    fit.draw(weights, plain, gamma);
    counts.draw(step);
    tiles.draw(weights, gamma);
    frame.read(sentence(step, weights, plain, gamma));
  };

  function sentence(step, weights, plain, gamma) {
    const plural = (key, count) =>
      t(`reading.${key}${count === 1 ? "One" : ""}`, { count });
    const steps = t(step === 1 ? "oneStep" : "manySteps", { n: step });
    const rate = compact(get("learning_rate"), 2);
    const error = significant(squaredError(weights, gamma));
    const silent = (runs.leaky ?? runs.relu).silent(step);
    if (plain) {
      const back = runs.leaky.returned(step);
      return t("reading.leaky", {
        steps,
        rate,
        error,
        gamma: fixed(gamma, 2),
        below: plural("below", silent),
        returned: back ? plural("returned", back) : t("reading.returnedNone"),
        error0: significant(squaredError(plain, 0)),
        dead: runs.relu.silent(step),
      });
    }
    // Dead is what gives 0 for every input and gets no gradient: both are looked at.
    const slopes = unitGradients(weights, 0);
    const dead = slopes.filter(
      (slope, j) => slope === 0 && isSilent(weights, j),
    ).length;
    const count = plural("units", dead);
    if (step === 0) return t(dead ? "reading.start" : "reading.startNone", { count });
    const which = { 0: "none", 1: "deadOne", [UNITS]: "all" }[dead] ?? "dead";
    return t(`reading.${which}`, { steps, rate, count, error });
  }
});

// The data and the network's output; with a leak also that of ReLU from the same start.
function fitChart(frame, parent) {
  const { t } = frame;
  const chart = plot(frame, {
    parent,
    x: [-2.1, 2.1],
    y: [-1.8, 1.8],
    aspect: 0.47,
    maxHeight: 216,
    label: t("fit"),
    xLabel: t("inputAxis"),
    margin: { top: 24, right: 8, left: 34 },
  });
  const title = chart.over.append("text").attr("class", "nn-chart-name").attr("y", 14);
  title.text(t("fitAxis"));
  const plainLine = chart.marks.append("path").attr("class", "nn-curve nn-plain");
  const line = chart.marks.append("path").attr("class", "nn-curve nn-fit");
  const dots = chart.marks.append("g");
  return {
    draw(weights, plain, gamma) {
      chart.layout();
      title.attr("x", chart.margin.left - 6);
      dots
        .selectAll("circle")
        .data(Array.from(X))
        .join("circle")
        .attr("class", "nn-point")
        .attr("r", 3)
        .attr("cx", chart.x)
        .attr("cy", (_, i) => chart.y(T[i]));
      const curve = (w, leak) => chart.path(GRID.map((x) => [x, output(w, leak, x)]));
      line.attr("d", curve(weights, gamma)).classed("nn-leaky", plain !== null);
      plainLine.attr("d", plain ? curve(plain, 0) : "");
    },
  };
}

// How many units are silent, step by step; the handle is the step that is shown.
function countChart(frame, parent, getRuns) {
  const { t, get, set } = frame;
  const chart = plot(frame, {
    parent,
    x: [0, STEPS],
    y: [0, UNITS],
    aspect: 0.47,
    maxHeight: 216,
    label: t("count"),
    xLabel: t("stepAxis"),
    margin: { top: 24, right: 12, left: 34 },
  });
  const title = chart.over.append("text").attr("class", "nn-chart-name").attr("y", 14);
  title.text(t("countAxis"));
  const lines = chart.marks.append("g");
  const names = chart.over.append("g");
  const shown = () => (getRuns().leaky ? "leaky" : "relu");
  const update = handle(chart, {
    label: t("handle"),
    get: () => ({ x: get("step"), y: getRuns()[shown()].silent(get("step")) }),
    set: ({ x }) => set({ step: x }),
    step: { x: 1, y: 0 },
    text: () =>
      t("at", { step: get("step"), silent: getRuns()[shown()].silent(get("step")) }),
  });

  return {
    draw(step) {
      chart.layout();
      title.attr("x", chart.margin.left - 6);
      const runs = getRuns();
      const kinds = ["relu", "leaky"].filter((kind) => runs[kind]);
      const points = kinds.map((kind) =>
        Array.from({ length: step + 1 }, (_, k) => [k, runs[kind].silent(k)]),
      );
      lines
        .selectAll("path")
        .data(kinds)
        .join("path")
        .attr("class", (kind) => `nn-curve nn-${kind}`)
        .attr("d", (_, i) => chart.path(points[i]));
      nameLines(kinds, points, step);
      update();
    },
  };

  // Beside the lines, near the step that is shown.
  function nameLines(kinds, points, step) {
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    const placer = labelPlacer(
      points.map((line) => line.map(([k, count]) => [chart.x(k), chart.y(count)])),
      { left: left + 4, right, top: top + 2, bottom },
    );
    const at = chart.y(points.at(-1).at(-1)[1]);
    placer.reserve({ x: chart.x(step) - 10, y: at - 10, width: 20, height: 20 });
    placer.reserve({ x: right - 30, y: bottom - 20, width: 30, height: 20 });
    names
      .selectAll("text")
      .data(kinds)
      .join("text")
      .attr("class", (kind) => `nn-halo nn-line-name nn-${kind}`)
      .text((kind, i) => t(kind, { count: points[i].at(-1)[1] }))
      .each(function (_, i) {
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
}

// What each unit gives over the inputs, one small picture a unit.
function tileChart(frame) {
  const { t } = frame;
  const caption = element("p", { className: "nn-note" });
  frame.stage.append(caption);
  const svg = select(frame.stage).append("svg").attr("class", "nn-plot nn-tiles");
  svg.attr("role", "img");
  const tiles = svg
    .selectAll("g")
    .data(Array.from({ length: UNITS }, (_, j) => j))
    .join("g");
  tiles.append("rect");
  tiles.append("path");
  const gap = 5;

  // Its two straight pieces, scaled down where they would leave the tile.
  function shape(weights, gamma, j, width, height) {
    const zero = height - (gamma > 0 ? 11 : 6);
    const at = (x) => {
      const z = netInput(weights, j, x);
      return z > 0 ? z : gamma * z;
    };
    const kink =
      -netInput(weights, j, 0) / (netInput(weights, j, 1) - netInput(weights, j, 0));
    const xs = [-2, ...(kink > -2 && kink < 2 ? [kink] : []), 2];
    const scale = (zero - 5) / Math.max(0.8, ...xs.map(at));
    const low = height - 4;
    return xs
      .map((x, i) => {
        const px = 5 + ((x + 2) / 4) * (width - 10);
        const py = Math.min(low, zero - scale * at(x));
        return `${i ? "L" : "M"}${px.toFixed(1)},${py.toFixed(1)}`;
      })
      .join("");
  }

  return {
    draw(weights, gamma) {
      const total = Math.max(200, widthOf(frame.stage));
      const isLow = frame.root.dataset.compact === "band";
      const columns = total < 480 && !isLow ? 8 : 10;
      const rows = UNITS / columns;
      const width = (total - gap * (columns - 1)) / columns;
      const height = isLow ? 22 : Math.max(30, Math.min(38, 0.75 * width));
      const full = rows * height + (rows - 1) * gap;
      svg.attr("viewBox", `0 0 ${total} ${full}`).attr("height", full);
      tiles.attr("transform", (j) => {
        const [column, line] = [j % columns, Math.floor(j / columns)];
        return `translate(${column * (width + gap)},${line * (height + gap)})`;
      });
      tiles.attr("class", (j) =>
        isSilent(weights, j) ? (gamma > 0 ? "nn-below" : "nn-dead") : "nn-alive",
      );
      tiles.select("rect").attr("width", width).attr("height", height);
      tiles.select("path").attr("d", (j) => shape(weights, gamma, j, width, height));
      const count = tiles.filter((j) => isSilent(weights, j)).size();
      svg.attr("aria-label", t("tiles", { count }));
      caption.textContent = t(gamma > 0 ? "unitsLeaky" : "units");
    },
  };
}
