// Chapter 6: from a catalogue to a page in one stage or two, and what that costs.
import { select } from "d3-selection";
import { choice, rateSlider } from "../lib/controls.js";
import { endLabels } from "../lib/end-labels.js";
import { compact, thousands } from "../lib/format.js";
import { affordable, requestTime } from "../lib/funnel.js";
import { clamp } from "../lib/numbers.js";
import { handle, plot } from "../lib/plot.js";
import { defineWidget, element } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/funnel.json" with { type: "json" };
import declared from "../state/funnel.json" with { type: "json" };
import "./funnel.css";

const STAGES = declared.stages.options;
const CATALOGUES = [declared.catalogue.min, declared.catalogue.max];
const TIMES = [0.1, 1e7]; // ms, of the chart
const held = (ms) => clamp(ms, TIMES[0], TIMES[1]);
const PAGE = 20; // videos that are shown
const ARROW = 10 ** 0.1;

const rounded = (value) => Number(value.toPrecision(2));

export default defineWidget("funnel", words, declared, (frame) => {
  const { t, get } = frame;
  const state = (stages, catalogue) => ({
    stages,
    catalogue,
    budget: 50,
    candidates: 500,
  });
  frame.presets(
    [
      { label: t("presets.small"), state: state("one", 1000) },
      { label: t("presets.one"), state: state("one", 1e6) },
      { label: t("presets.exact"), state: state("exact", 1e7) },
      { label: t("presets.index"), state: state("index", 1e7) },
    ],
    ["stages", "catalogue", "budget", "candidates"],
  );
  choice(frame, {
    key: "stages",
    label: t("stages"),
    options: STAGES.map((value) => ({ value, label: t(`ways.${value}`) })),
  });
  rateSlider(frame, {
    key: "candidates",
    label: t("candidates"),
    format: thousands,
  });
  const costs = () => frame.pick(["candidates", "rank", "exact", "index"]);
  const time = (ms) =>
    ms < 1000
      ? t("milliseconds", { n: compact(ms, 2) })
      : ms < 60_000
        ? t("s", { n: compact(ms / 1000, 2) })
        : t("minutes", { n: compact(ms / 60_000, 2) });

  const picture = funnelPicture(frame, time);
  const chart = timeChart(frame, costs, time);

  return function draw() {
    const [stages, n, budget] = ["stages", "catalogue", "budget"].map(get);
    const now = requestTime(stages, n, costs());
    picture(now);
    chart();
    const most = affordable(stages, n, budget, costs());
    const words = {
      n: thousands(n),
      k: thousands(Math.min(n, get("candidates"))),
      total: time(now.total),
      search: time(now.search),
      rank: time(now.rank),
      budget: time(budget),
      most: thousands(Math.min(most, n)),
      times: compact(now.total / budget, 2),
    };
    const fits = now.total <= budget;
    const parts = [
      t(stages === "one" ? "reading.one" : "reading.two", words),
      t(fits ? "reading.fits" : "reading.over", words),
      t(most >= n ? "reading.all" : most > 0 ? "reading.most" : "reading.none", words),
    ];
    frame.read(parts.join(" "));
  };
});

// The counts as widths on a logarithmic scale, with the stage between each two.
function funnelPicture(frame, time) {
  const { t, get } = frame;
  const svg = select(frame.stage).append("svg").attr("class", "nn-plot nn-picture");
  svg.attr("role", "img");
  const shape = svg.append("g");
  const texts = svg.append("g");
  const height = 124;
  return function draw({ search, rank }) {
    const width = Math.max(200, widthOf(frame.stage));
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    const n = get("catalogue");
    const k = Math.min(n, get("candidates"));
    const one = get("stages") === "one";
    const counts = one ? [n, PAGE] : [n, k, PAGE];
    const stages = one
      ? [["ranking", rank]]
      : [
          ["retrieval", search],
          ["ranking", rank],
        ];
    const half = (count) => 5 + (33 * Math.log10(count)) / 8;
    const middle = 46;
    const x = (i) => 2 + ((width - 4) * i) / stages.length;
    shape
      .selectAll("path")
      .data(stages)
      .join("path")
      .attr("class", ([name]) => `nn-stage nn-${name}`)
      .attr("d", (_, i) => {
        const [a, b] = [half(counts[i]), half(Math.max(1, counts[i + 1]))];
        return `M${x(i)},${middle - a}L${x(i + 1) - 3},${middle - b}V${middle + b}L${x(i)},${middle + a}Z`;
      });
    const labels = [
      ...counts.map((count, i) => ({
        text: thousands(count),
        x: i ? (i === stages.length ? width : x(i)) : 2,
        y: 104,
        anchor: i ? (i === stages.length ? "end" : "middle") : "start",
        className: "nn-count",
      })),
      ...["catalogue", ...(one ? [] : ["toRank"]), "page"].map((key, i) => ({
        text: t(key),
        x: i ? (i === stages.length ? width : x(i)) : 2,
        y: 121,
        anchor: i ? (i === stages.length ? "end" : "middle") : "start",
        className: "nn-what",
      })),
      ...stages.map(([name, ms], i) => ({
        text: t("named", { name: t(name), value: time(ms) }),
        x: (x(i) + x(i + 1)) / 2,
        y: middle + 5,
        anchor: "middle",
        className: "nn-halo nn-stage-name",
      })),
    ];
    texts
      .selectAll("text")
      .data(labels)
      .join("text")
      .attr("class", (d) => d.className)
      .attr("text-anchor", (d) => d.anchor)
      .attr("x", (d) => d.x)
      .attr("y", (d) => d.y)
      .text((d) => d.text);
    svg.attr("aria-label", labels.map((d) => d.text).join(", "));
  };
}

// Time against the catalogue, both logarithmic; the point is catalogue and budget.
function timeChart(frame, costs, time) {
  const { t, get, set } = frame;
  frame.stage.append(
    element("p", { className: "nn-note", textContent: t("chart.title") }),
  );
  const chart = plot(frame, {
    x: CATALOGUES,
    y: TIMES,
    xLog: true,
    yLog: true,
    aspect: 0.5,
    minHeight: 220,
    maxHeight: 280,
    label: t("chart.label"),
    xLabel: t("chart.x"),
    yFormat: time,
    margin: { top: 10, left: 56 },
  });
  const names = endLabels(chart, { top: 12 });
  const cross = chart.under.append("path").attr("class", "nn-cross");
  const lines = STAGES.map((name) =>
    chart.marks.append("path").attr("class", `nn-curve nn-${name}`),
  );
  const dots = chart.over.append("g");
  const put = (catalogue, budget) =>
    set({ catalogue: rounded(catalogue), budget: rounded(budget) });
  const update = handle(chart, {
    label: t("chart.handle"),
    get: () => ({ x: get("catalogue"), y: get("budget") }),
    set: ({ x, y }) => put(x, y),
    arrow: (dx, dy) => put(get("catalogue") * ARROW ** dx, get("budget") * ARROW ** dy),
    text: () =>
      t("chart.at", { n: thousands(get("catalogue")), budget: time(get("budget")) }),
  });
  return function draw() {
    names.prepare();
    chart.layout();
    const total = (stages, n) => requestTime(stages, n, costs()).total;
    const grid = Array.from({ length: 51 }, (_, i) => 10 ** (3 + i / 10));
    STAGES.forEach((stages, i) =>
      lines[i]
        .attr("d", chart.path(grid.map((n) => [n, total(stages, n)])))
        .classed("nn-chosen", stages === get("stages")),
    );
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    const [x, y] = [chart.x(get("catalogue")), chart.y(get("budget"))];
    cross.attr("d", `M${left},${y}H${right}M${x},${bottom}V${top}`);
    dots
      .selectAll("circle")
      .data(STAGES)
      .join("circle")
      .attr("class", (stages) => `nn-at nn-${stages}`)
      .attr("r", (stages) => (stages === get("stages") ? 6 : 4))
      .attr("cx", x)
      .attr("cy", (stages) => chart.y(held(total(stages, get("catalogue")))));
    names.draw(
      STAGES.map((stages) => ({
        text: t(`short.${stages}`),
        className: `nn-${stages}`,
        y: chart.y(held(total(stages, CATALOGUES[1]))),
      })),
    );
    update();
  };
}
