// By how much each layer multiplies the gradient on its way back, factor by factor.
import { checkbox } from "./controls.js";
import { endLabels } from "./end-labels.js";
import { layerDomain } from "./flow-chart.js";
import { wholeNumber } from "./format.js";
import { multipliedUp } from "./gradient-flow.js";
import { plot } from "./plot.js";
import { element } from "./widget.js";

const FACTORS = ["slope", "stretch", "skip", "norm"];
// What the weights' norm alone would make of the stretch: a dashed line without a label.
const EXPECTED = "weights";
// Powers of ten that the axis shows on both sides of 1.
const SPANS = [1, 2, 4, 10, 20, 50, 100, 200, 300];

/**
 * A chart at the end of frame.stage; draw(layers, product) takes the layers of measure()
 * and whether their factors are multiplied up on the way back.
 */
export function factorChart(frame) {
  const { t } = frame;
  const head = element("div", { className: "nn-factors-head" });
  const title = element("span");
  head.append(title, checkbox(frame, { key: "product", label: t("factors.product") }));
  frame.stage.append(head);
  const chart = plot(frame, {
    x: [1, 2],
    y: [0.1, 10],
    yLog: true,
    xFormat: wholeNumber,
    aspect: 0.3,
    minHeight: 176,
    maxHeight: 186,
    label: t("factors.label"),
    xLabel: t("layer"),
    margin: { top: 8, left: 50 },
  });
  const one = chart.under.append("line").attr("class", "nn-one");
  const nothing = chart.over.append("text").attr("class", "nn-chart-name");
  nothing.attr("text-anchor", "middle");
  const labels = endLabels(chart, { top: 16 });

  function draw(layers, product) {
    title.textContent = t(product ? "factors.products" : "factors.title");
    const passed = layers.slice(0, -1);
    const all = passed.map((l) => l.slope * l.stretch * l.skip * l.norm);
    const curves = [
      ...[EXPECTED, ...FACTORS].map((name) => ({
        name,
        numbers: passed.map((l) => l[name]),
      })),
      { name: "all", numbers: all },
    ]
      .filter(({ numbers }) => numbers.some((v) => v > 0 && v < Infinity && v !== 1))
      .map(({ name, numbers }) => ({
        name,
        numbers: product ? multipliedUp(numbers) : numbers,
      }));
    const exponents = curves
      .flatMap(({ numbers }) => numbers)
      .filter((v) => v > 0 && v < Infinity)
      .map((v) => Math.abs(Math.log10(v)));
    const span =
      SPANS.find((end) => exponents.every((e) => e <= end)) ?? SPANS[SPANS.length - 1];
    chart.domain(layerDomain(layers.length), [10 ** -span, 10 ** span]);
    labels.prepare();
    chart.layout();
    one
      .attr("x1", chart.margin.left)
      .attr("x2", chart.width - chart.margin.right)
      .attr("y1", chart.y(1))
      .attr("y2", chart.y(1));
    chart.marks
      .selectAll("path")
      .data(curves, ({ name }) => name)
      .join("path")
      .attr("class", ({ name }) => `nn-curve nn-${name}`)
      .attr("d", ({ numbers }) =>
        chart.path(numbers.map((v, i) => [i + 1, v > 0 ? v : NaN])),
      );
    nothing
      .attr("x", (chart.margin.left + chart.width - chart.margin.right) / 2)
      .attr("y", chart.y(1) - 10)
      .text(curves.length ? "" : t(passed.length ? "factors.none" : "factors.one"));
    labels.draw(
      curves
        .filter(({ name }) => name !== EXPECTED)
        .map(({ name, numbers }) => ({
          className: `nn-${name}`,
          text: t(name === "norm" ? "layerNorm" : `factors.${name}`),
          y: chart.y(typical(numbers.slice(-5))),
        })),
    );
  }
  return { draw };
}

const typical = (numbers) => {
  const usable = numbers.filter((v) => v > 0 && v < Infinity).sort((a, b) => a - b);
  return usable[usable.length >> 1] ?? 1;
};
