// Chapter 6: watch time as the odds of a weighted logistic regression, fitted in the
// page; where the odds leave E[T], and what would bring them back.
import { select } from "d3-selection";
import { button, checkbox, choice, rateSlider, slider } from "../lib/controls.js";
import { endLabels } from "../lib/end-labels.js";
import { compact, percent, significant, thousands } from "../lib/format.js";
import { handle, linspace, plot } from "../lib/plot.js";
import {
  RATES,
  drawImpressions,
  fit,
  formulas,
  measured,
  served,
} from "../lib/weighted-logistic.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/weighted-logistic.json" with { type: "json" };
import declared from "../state/weighted-logistic.json" with { type: "json" };
import "./weighted-logistic.css";

const GRID = linspace(...RATES, 100);
const GROUPS = 10; // measured points
const SAMPLE = 100; // impressions whose weights are drawn
const LINES = ["truth", "first", "odds"];

export default defineWidget("weighted-logistic", words, declared, (frame) => {
  const { t, get, set } = frame;
  const plain = { distribution: "exponential", impressions: 10_000, every: false };
  frame.presets(
    [
      { label: t("presets.rare"), state: { ...plain, click_rate: 0.02 } },
      { label: t("presets.often"), state: { ...plain, click_rate: 0.3 } },
      {
        label: t("presets.heavy"),
        state: { ...plain, distribution: "lognormal", impressions: 300 },
      },
      { label: t("presets.every"), state: { ...plain, click_rate: 0.3, every: true } },
    ],
    ["click_rate", "mean", "distribution", "impressions", "every", "seed"],
  );
  choice(frame, {
    key: "distribution",
    label: t("distribution"),
    options: frame
      .options("distribution")
      .map((value) => ({ value, label: t(`times.${value}`) })),
  });
  slider(frame, {
    key: "mean",
    label: t("mean"),
    step: 0.5,
    format: (minutes) => t("minutes", { n: compact(minutes) }),
  });
  rateSlider(frame, {
    key: "impressions",
    label: t("impressions"),
    format: thousands,
  });
  button(frame, {
    label: t("again"),
    onClick: () => set({ seed: (get("seed") + 1) % (declared.seed.max + 1) }),
  });
  checkbox(frame, { key: "every", label: t("every") });

  let last = { key: "" };
  // The fit, made again only where what it depends on has changed.
  function model() {
    const [seed, count, mean] = ["seed", "impressions", "mean"].map(get);
    const [distribution, every] = ["distribution", "every"].map(get);
    const key = JSON.stringify([seed, count, mean, distribution, every]);
    if (last.key !== key) {
      const impressions = drawImpressions({ seed, count, mean, distribution });
      const points = measured(impressions, GROUPS);
      last = { key, points, w: fit(impressions, every) };
    }
    return last;
  }

  const weights = weightBars(frame);
  const chart = servedChart(frame, () => model().w);

  return function draw() {
    const { w, points } = model();
    weights();
    chart(w, points);
    const p = get("click_rate");
    const values = formulas(p, get("mean"), get("every"));
    const above = (value) => percent(value / values.truth - 1, p < 0.1 ? 1 : 0);
    frame.read(
      t(get("every") ? "reading.every" : "reading.odds", {
        p: percent(p, 1),
        truth: significant(values.truth),
        odds: significant(values.odds),
        above: above(values.odds),
        first: significant(values.first),
        firstAbove: above(values.first),
        served: significant(served(w, p)),
        n: thousands(get("impressions")),
      }),
    );
  };
});

// 100 impressions at the point's click rate: the weights of both classes, one piece for
// each, since the odds are one bar divided by the other.
function weightBars(frame) {
  const { t, get } = frame;
  const caption = element("p", { className: "nn-note" });
  const svg = select(frame.stage).append("svg").attr("class", "nn-plot nn-weights");
  svg.attr("role", "img");
  frame.stage.prepend(caption);
  const rows = ["clicks", "others"].map((name) => {
    const row = svg.append("g").attr("class", `nn-${name}`);
    return { name, pieces: row.append("path"), text: row.append("text") };
  });

  return function draw() {
    const { times } = drawImpressions({
      seed: get("seed"),
      count: SAMPLE,
      mean: get("mean"),
      distribution: get("distribution"),
      rate: get("click_rate"),
    });
    const clicks = Array.from(times)
      .filter((time) => time > 0)
      .sort((a, b) => b - a);
    const others = get("every") ? SAMPLE : SAMPLE - clicks.length;
    const total = clicks.reduce((sum, time) => sum + time, 0);
    const width = Math.max(200, widthOf(frame.stage));
    svg.attr("viewBox", `0 0 ${width} 88`).attr("height", 88);
    const scale = width / Math.max(SAMPLE, total);
    const words = {
      k: clicks.length,
      others,
      total: significant(total),
      odds: significant(total / others),
    };
    caption.textContent = t(get("every") ? "weightsEvery" : "weights", words);
    rows.forEach(({ name, pieces, text }, i) => {
      const sizes = i ? Array(others).fill(1) : clicks;
      const y = 44 * i;
      pieces.attr("d", piecesPath(sizes, scale, y + 20));
      text.attr("y", y + 14).text(t(`bars.${name}`, words));
    });
    svg.attr("aria-label", rows.map(({ name }) => t(`bars.${name}`, words)).join("; "));
  };
}

// Rectangles of these widths in a row, with a gap where there is room for one.
function piecesPath(sizes, scale, y) {
  let x = 0;
  return sizes
    .map((size) => {
      const width = size * scale;
      const gap = width > 3 ? 1 : 0.3 * width;
      const piece = `M${x.toFixed(1)},${y}h${(width - gap).toFixed(2)}v18h${(gap - width).toFixed(2)}z`;
      x += width;
      return piece;
    })
    .join("");
}

// Minutes per impression against the click rate: the truth, what is served, and both
// formulas; the point is read in the sentence.
function servedChart(frame, weightsNow) {
  const { t, get, set } = frame;
  frame.stage.append(
    element("p", { className: "nn-note", textContent: t("chart.title") }),
  );
  const chart = plot(frame, {
    x: [0, RATES[1]],
    y: [0, 1],
    aspect: 0.5,
    minHeight: 200,
    maxHeight: 290,
    label: t("chart.label"),
    xLabel: t("chart.x"),
    xFormat: (p) => percent(p),
    margin: { top: 8, left: 34 },
  });
  const names = endLabels(chart, { top: 12 });
  const gap = chart.marks.append("path").attr("class", "nn-gap");
  const lines = LINES.map((name) =>
    chart.marks.append("path").attr("class", `nn-curve nn-${name}`),
  );
  const learned = chart.marks.append("path").attr("class", "nn-curve nn-learned");
  const dots = chart.marks.append("g");
  const update = handle(chart, {
    label: t("chart.x"),
    get: () => ({
      x: get("click_rate"),
      y: Math.min(served(weightsNow(), get("click_rate")), chart.y.domain()[1]),
    }),
    set: ({ x }) =>
      set({
        click_rate: Math.round(x * 1000) / 1000,
      }),
    step: { x: 0.005, y: 0 },
    text: () =>
      t("chart.at", {
        p: percent(get("click_rate"), 1),
        served: significant(served(weightsNow(), get("click_rate"))),
      }),
  });

  return function draw(w, points) {
    const [mean, every, p] = ["mean", "every", "click_rate"].map(get);
    const value = (name) => (rate) => formulas(rate, mean, every)[name];
    chart.domain([0, RATES[1]], [0, 1.08 * mean]);
    names.prepare();
    chart.layout();
    const curve = (f) => chart.path(GRID.map((rate) => [rate, f(rate)]));
    LINES.forEach((name, i) => lines[i].attr("d", curve(value(name))));
    learned.attr(
      "d",
      curve((rate) => served(w, rate)),
    );
    dots
      .selectAll("circle")
      .data(points)
      .join("circle")
      .attr("class", "nn-measured")
      .attr("r", 3.5)
      .attr("cx", ({ rate }) => chart.x(rate))
      .attr("cy", ({ time }) => chart.y(time));
    const at = chart.x(p);
    gap.attr("d", `M${at},${chart.y(value("truth")(p))}V${chart.y(served(w, p))}`);
    const ends = {
      first: value("first"),
      learned: (rate) => served(w, rate),
      truth: value("truth"),
    };
    names.draw(
      Object.entries(ends).map(([name, f]) => ({
        text: t(`chart.${name}`),
        className: `nn-${name}`,
        y: chart.y(Math.min(f(RATES[1]), 1.08 * mean)),
      })),
    );
    update();
  };
}
