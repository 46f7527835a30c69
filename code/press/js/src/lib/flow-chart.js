// Sizes of activations and gradients over the layers, on a logarithmic axis that grows
// with what it holds. What cannot be drawn on it is marked at its edge.
import { endLabels } from "./end-labels.js";
import { significant, wholeNumber } from "./format.js";
import { outOfRange } from "./gradient-flow.js";
import { clamp } from "./numbers.js";
import { handle, plot } from "./plot.js";

// Exponents of ten at which the axis may end: it changes seldom.
const LOW = [-6, -12, -24, -48, -100, -200, -324];
const HIGH = [2, 6, 12, 24, 48, 100, 200, 308];
const FLOAT32 = { smallest: 1.4e-45, largest: 3.4e38 };

/** The axis of the layers; a single one stands in the middle. */
export const layerDomain = (depth) => (depth > 1 ? [1, depth] : [0.5, 1.5]);

/**
 * A chart at the end of frame.stage with a handle on the gradient's curve: `layer()` is
 * where it stands, `setLayer(l)` takes where the reader put it. draw(layers) takes the
 * layers of measure().
 */
export function flowChart(frame, { layer, setLayer }) {
  const { t } = frame;
  const chart = plot(frame, {
    x: [1, 2],
    y: [1e-6, 100],
    yLog: true,
    xFormat: wholeNumber,
    aspect: 0.42,
    minHeight: 230,
    maxHeight: 266,
    label: t("flow.label"),
    margin: { top: 24, bottom: 24, left: 50 },
  });
  const limits = chart.under.append("g");
  const activations = chart.marks
    .append("path")
    .attr("class", "nn-curve nn-activations");
  const gradients = chart.marks.append("path").attr("class", "nn-curve nn-gradients");
  const marks = chart.over.append("g");
  const labels = endLabels(chart, { top: 32 });
  const title = chart.over.append("text").attr("class", "nn-chart-name").attr("y", 14);
  title.text(t("flow.title"));
  const value = chart.over.append("text").attr("class", "nn-here nn-halo");
  let shown = [];
  const inside = (number) => {
    const [low, high] = chart.y.domain();
    return Number.isNaN(number) ? high : clamp(number, low, high);
  };
  const here = () => shown[layer() - 1].gradient;
  const grip = handle(chart, {
    label: t("flow.handle"),
    className: "nn-layer",
    get: () => ({ x: layer(), y: inside(here()) }),
    set: ({ x }) => setLayer(x),
    step: { x: 1, y: 0 },
    text: () => t("flow.at", { layer: layer(), gradient: significant(here(), 2) }),
  });

  function draw(layers) {
    shown = layers;
    const series = [
      { name: "activations", numbers: layers.map((l) => l.activation), back: false },
      { name: "gradients", numbers: layers.map((l) => l.gradient), back: true },
    ];
    chart.domain(layerDomain(layers.length), range(series.flatMap((s) => s.numbers)));
    labels.prepare();
    chart.layout();
    const points = (numbers) => numbers.map((number, i) => [i + 1, drawable(number)]);
    activations
      .attr("d", chart.path(points(series[0].numbers)))
      .classed("nn-dot", layers.length === 1);
    gradients.attr("d", chart.path(points(series[1].numbers)));
    drawLimits(limits, chart, t);
    drawMarks(marks, chart, series, t);
    labels.draw(
      series.map(({ name, numbers }) => ({
        className: `nn-${name}`,
        text: t(`flow.${name}`),
        y: chart.y(inside(numbers.at(-1))),
      })),
    );
    grip();
    placeValue();
  }

  // Beside the handle, on the side to which the curve does not go.
  function placeValue() {
    const l = layer();
    const [x, y] = [chart.x(l), chart.y(inside(here()))];
    const way = l <= Math.max(1, shown.length / 2) ? 1 : -1;
    const beside = shown[clamp(l - 1 + 8 * way, 0, shown.length - 1)];
    const crowded = y - 26 < chart.margin.top; // by the names above the chart
    const rises = crowded || chart.y(inside(beside.gradient)) < y;
    // At the foot stands the name of what float32 has no number for.
    const named = chart.y.domain()[0] < FLOAT32.smallest ? 26 : 0;
    const foot = chart.height - chart.margin.bottom - named;
    const fits = y + 28 < foot;
    value
      .attr("x", x + 13 * way)
      .attr("y", rises && fits ? y + 24 : Math.min(y - 13, foot - 2))
      .attr("text-anchor", way > 0 ? "start" : "end")
      .text(
        Number.isNaN(drawable(here()))
          ? ""
          : t("flow.here", { layer: l, gradient: significant(here(), 2) }),
      );
  }
  return { draw };
}

// NaN is a gap in a curve; a logarithmic axis has no place for 0 and ∞.
const drawable = (number) => (number > 0 && number < Infinity ? number : NaN);

function range(numbers) {
  const exponents = numbers.filter((v) => v > 0 && v < Infinity).map(Math.log10);
  const low =
    LOW.find((end) => exponents.every((e) => e >= end)) ?? LOW[LOW.length - 1];
  const high =
    HIGH.find((end) => exponents.every((e) => e <= end)) ?? HIGH[HIGH.length - 1];
  return [Math.max(10 ** low, Number.MIN_VALUE), 10 ** high];
}

// Where float32 ends, in which networks usually train: this page computes in float64.
function drawLimits(group, chart, t) {
  const [low, high] = chart.y.domain();
  const limits = [
    { name: "smallest", from: low, to: FLOAT32.smallest },
    { name: "largest", from: FLOAT32.largest, to: high },
  ].filter(({ from, to }) => from < to);
  const [left, right] = chart.x.range();
  const zones = group
    .selectAll("g")
    .data(limits)
    .join((enter) => {
      const zone = enter.append("g").attr("class", "nn-beyond");
      zone.append("rect");
      zone.append("text");
      return zone;
    });
  zones
    .select("rect")
    .attr("x", left)
    .attr("width", right - left)
    .attr("y", ({ to }) => chart.y(to))
    .attr("height", ({ from, to }) => chart.y(from) - chart.y(to));
  // Where curves that leave the range seldom are.
  zones
    .select("text")
    .attr("text-anchor", ({ name }) => (name === "smallest" ? "end" : "middle"))
    .attr("x", ({ name }) => (name === "smallest" ? right - 8 : (left + right) / 2))
    .attr("y", ({ name, from }) => chart.y(from) - (name === "smallest" ? 10 : 8))
    .text(({ name }) => t(`flow.${name}`));
}

// A bar at the lower edge for what is 0, at the upper one for what is ∞ or no number.
function drawMarks(group, chart, series, t) {
  const bars = series.flatMap(({ name, numbers, back }) =>
    outOfRange(numbers, back).map((stretch) => ({ name, ...stretch })),
  );
  const rows = group
    .selectAll("g")
    .data(bars)
    .join((enter) => {
      const row = enter.append("g");
      row.append("line");
      row.append("text").attr("class", "nn-halo");
      return row;
    })
    .attr("class", ({ name }) => `nn-out nn-${name}`);
  const isLow = ({ kind }) => kind === "underflow" || kind === "zero";
  const height = (bar) => {
    const among = bars.filter((other) => isLow(other) === isLow(bar)).indexOf(bar);
    return isLow(bar)
      ? chart.height - chart.margin.bottom - 3 - 8 * among
      : chart.margin.top + 3 + 8 * among;
  };
  const textHeight = (bar) => {
    const among = bars.filter((other) => isLow(other) === isLow(bar)).indexOf(bar);
    return isLow(bar)
      ? chart.height - chart.margin.bottom - 22 - 17 * among
      : chart.margin.top + 40 + 17 * among;
  };
  rows
    .select("line")
    .attr("x1", ({ from }) => chart.x(from) - 3)
    .attr("x2", ({ to }) => chart.x(to) + 3)
    .attr("y1", height)
    .attr("y2", height);
  rows
    .select("text")
    .attr("text-anchor", "middle")
    .attr("y", textHeight)
    .text(({ name, kind }) => t(`flow.${kind}`, { name: t(`flow.${name}`) }))
    .attr("x", function ({ from, to }) {
      const half = this.getComputedTextLength() / 2;
      const [left, right] = chart.x.range();
      const middle = (chart.x(from) + chart.x(to)) / 2;
      return clamp(middle, left + half + 24, right - half);
    });
}
