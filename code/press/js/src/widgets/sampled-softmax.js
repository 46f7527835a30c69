// Chapter 6: how far a step of sampled softmax is from one of the full softmax, which way
// it moves popular and rare videos, and what it reads.
import { select } from "d3-selection";
import { button, checkbox, choice } from "../lib/controls.js";
import { endLabels } from "../lib/end-labels.js";
import { thousands, percent } from "../lib/format.js";
import { clamp } from "../lib/numbers.js";
import { handle, plot } from "../lib/plot.js";
import {
  GROUPS,
  ITEMS,
  STEPS,
  compare,
  createCatalogue,
} from "../lib/sampled-softmax.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/sampled-softmax.json" with { type: "json" };
import declared from "../state/sampled-softmax.json" with { type: "json" };
import "./sampled-softmax.css";

const NEGATIVES = [5, 10, 20, 50, 100, 200, 500, 1000, 2000];
const ERRORS = [0.01, 4]; // of the chart
const ROW = 34; // px

export default defineWidget("sampled-softmax", words, declared, (frame) => {
  const { t, get, set } = frame;
  frame.presets(
    ["forgotten", "corrected", "few", "uniform"].map((name) => ({
      label: t(`presets.${name}`),
      state: {
        negatives: name === "few" ? 5 : 100,
        sampler: name === "uniform" ? "uniform" : "popularity",
        correction: name !== "forgotten",
      },
    })),
    ["negatives", "sampler", "correction", "seed"],
  );
  choice(frame, {
    key: "sampler",
    label: t("sampler"),
    options: frame.options("sampler").map((value) => ({
      value,
      label: t(`samplers.${value}`),
    })),
  });
  checkbox(frame, { key: "correction", label: t("correction") });
  button(frame, {
    label: t("another"),
    onClick: () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) }),
  });

  // What was computed for the present user, by setting.
  let known = { seed: null };
  function result(negatives) {
    const seed = get("seed");
    if (known.seed !== seed)
      known = { seed, catalogue: createCatalogue(seed), results: new Map() };
    const setting = { seed, sampler: get("sampler"), correction: get("correction") };
    const key = JSON.stringify([negatives, setting]);
    const has = known.results.has(key);
    return {
      has,
      compute() {
        if (!has)
          known.results.set(key, compare(known.catalogue, { ...setting, negatives }));
        return known.results.get(key);
      },
    };
  }
  const nearest = () => {
    const distance = NEGATIVES.map((n) => Math.abs(Math.log(n / get("negatives"))));
    return distance.indexOf(Math.min(...distance));
  };

  const pushes = pushBars(frame);
  const errors = errorChart(frame, nearest, () =>
    result(NEGATIVES[nearest()]).compute(),
  );

  return function draw() {
    const at = nearest();
    const now = result(NEGATIVES[at]).compute();
    // The rest of the curve follows, one point a frame.
    const missing = NEGATIVES.find((n) => !result(n).has);
    if (missing) {
      result(missing).compute();
      frame.draw();
    }
    pushes(now);
    errors(NEGATIVES.map((n) => (result(n).has ? result(n).compute() : null)));
    const words = {
      n: thousands(NEGATIVES[at]),
      sampler: t(`says.${get("sampler")}`),
      corrected: t(get("correction") ? "says.with" : "says.without"),
      error: percent(now.error),
      bias: percent(now.bias),
      steps: STEPS,
      read: thousands(now.read),
      items: thousands(ITEMS),
    };
    const kind = now.turned ? "turned" : now.bias > now.error / 2 ? "biased" : "noise";
    frame.read(
      [
        t("reading.step", words),
        t(`reading.${kind}`, words),
        t("reading.cost", words),
      ].join(" "),
    );
  };
});

// How one step moves the scores of videos, in groups by popularity: what the full softmax
// asks for, what the sampled one does on average, and 8 steps out of 10.
function pushBars(frame) {
  const { t } = frame;
  frame.stage.append(element("p", { className: "nn-note", textContent: t("pushes") }));
  const svg = select(frame.stage).append("svg").attr("class", "nn-plot nn-pushes");
  svg.attr("role", "img");
  const axis = svg.append("path").attr("class", "nn-zero");
  const ends = ["lower", "raise"].map((key) =>
    svg.append("text").attr("class", `nn-${key}`).attr("y", 13).text(t(key)),
  );
  ends[0].attr("text-anchor", "end");
  const rows = GROUPS.slice(0, -1).map((first, j) => {
    const row = svg.append("g").attr("transform", `translate(0,${20 + j * ROW})`);
    const name = t("ranks", {
      from: thousands(first + 1),
      to: thousands(GROUPS[j + 1]),
    });
    row.append("text").attr("y", 19).text(name);
    const rect = (className, y) =>
      row.append("rect").attr("class", className).attr("y", y).attr("height", 11);
    return {
      name,
      full: rect("nn-full", 3),
      sampled: rect("", 15),
      spread: row.append("path").attr("class", "nn-spread"),
    };
  });

  return function draw({ fullPushes, pushes }) {
    const width = Math.max(200, widthOf(frame.stage));
    const height = 20 + ROW * rows.length;
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    const [left, right] = [112, width - 6];
    const zero = (left + right) / 2;
    // A step moves a score against its gradient.
    const x = (push) => zero - (push / 0.5) * (right - zero);
    axis.attr("d", `M${zero},2V${height}`);
    ends[0].attr("x", zero - 8);
    ends[1].attr("x", zero + 8);
    const bar = (rect, push) =>
      rect
        .attr("x", Math.min(zero, x(push)))
        .attr("width", Math.max(1, Math.abs(x(push) - zero)));
    const label = rows.map(({ name, full, sampled, spread }, j) => {
      const sorted = pushes[j].toSorted((a, b) => a - b);
      const mean = sorted.reduce((a, b) => a + b, 0) / sorted.length;
      bar(full, fullPushes[j]);
      bar(sampled, mean).attr("class", mean > 0 ? "nn-lower" : "nn-raise");
      const [low, high] = [0.1, 0.9].map((q) =>
        x(sorted[Math.floor(q * sorted.length)]),
      );
      spread.attr("d", `M${low},20.5H${high}`);
      const way = (push) => t(push > 0 ? "lowered" : "raised");
      return t("row", { name, full: way(fullPushes[j]), sampled: way(mean) });
    });
    svg.attr("aria-label", label.join("; "));
  };
}

// The gradient's error against the number of negatives: of one step, and of the mean.
function errorChart(frame, nearest, resultNow) {
  const { t, set } = frame;
  frame.stage.append(
    element("p", { className: "nn-note", textContent: t("error.title") }),
  );
  const chart = plot(frame, {
    x: [0, NEGATIVES.length - 1],
    y: ERRORS,
    yLog: true,
    aspect: 0.4,
    minHeight: 190,
    maxHeight: 230,
    label: t("error.label"),
    xLabel: t("error.x"),
    xFormat: (i) => (Number.isInteger(i) ? thousands(NEGATIVES[i]) : ""),
    yFormat: (error) => percent(error),
    margin: { top: 10 },
  });
  const names = endLabels(chart, { top: 12 });
  const one = chart.under.append("path").attr("class", "nn-one");
  const lines = ["error", "bias"].map((name) =>
    chart.marks.append("path").attr("class", `nn-curve nn-${name}`),
  );
  const dot = chart.over.append("circle").attr("class", "nn-at").attr("r", 5);
  const held = (error) => clamp(error, ERRORS[0], ERRORS[1]);
  const update = handle(chart, {
    label: t("error.x"),
    get: () => ({ x: nearest(), y: held(resultNow().error) }),
    set: ({ x }) => {
      const i = clamp(Math.round(x), 0, NEGATIVES.length - 1);
      set({ negatives: NEGATIVES[i] });
    },
    step: { x: 1, y: 0 },
    text: () =>
      t("error.at", { n: NEGATIVES[nearest()], error: percent(resultNow().error) }),
  });

  return function draw(results) {
    names.prepare();
    chart.layout();
    one.attr("d", `M${chart.x.range()[0]},${chart.y(1)}H${chart.x.range()[1]}`);
    const keys = ["error", "bias"];
    keys.forEach((key, i) =>
      lines[i].attr(
        "d",
        chart.path(results.map((r, k) => [k, r ? held(r[key]) : NaN])),
      ),
    );
    const last = results.findLast((r) => r);
    names.draw(
      keys.map((key) => ({
        text: t(`error.${key}`, { steps: STEPS }),
        className: `nn-${key}`,
        y: chart.y(held(last[key])),
      })),
    );
    dot.attr("cx", chart.x(nearest())).attr("cy", chart.y(held(resultNow().bias)));
    update();
  };
}
