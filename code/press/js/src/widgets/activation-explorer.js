// Chapter 2: any of the activation functions with its derivative, a point that can be
// dragged along the curve with its tangent, and the zones where a curve is saturated.
import { FUNCTION_COLORS, isDashed } from "../lib/activation-colors.js";
import { fullName } from "../lib/activation-names.js";
import { ACTIVATIONS } from "../lib/activations.js";
import { checkbox, slider, subset } from "../lib/controls.js";
import { fitRange, flatSpans, interpolate, withGaps } from "../lib/curves.js";
import { fixed, significant } from "../lib/format.js";
import { labelPlacer, nearestPoint } from "../lib/labels.js";
import { clamp } from "../lib/numbers.js";
import { handle, linspace, plot } from "../lib/plot.js";
import { defineWidget } from "../lib/widget.js";
import { widthOf } from "../lib/width.js";
import words from "../locales/en/activation-explorer.json" with { type: "json" };
import declared from "../state/activation-explorer.json" with { type: "json" };
import "./activation-explorer.css";

const Z = [declared.z.min, declared.z.max];
const GRID = linspace(...Z, 481);
const CELL = GRID[1] - GRID[0];
// Where the slope is below this the unit hardly learns: "saturated".
const SATURATED = 0.05;
const TANGENT = 80; // px to each side of the point
const LINE = 20; // px, the height of a label
const MOST_READ = 4; // slopes of further functions that a sentence can hold
const COLORS = { ...FUNCTION_COLORS, own: "var(--nn-bad)" };
const IDS = declared.f.item.options;

export default defineWidget("activation-explorer", words, declared, (frame) => {
  const { t, get, set } = frame;

  frame.presets(
    [
      { label: t("presets.saturation"), state: { f: ["logistic"], z: 4.5 } },
      { label: t("presets.sigmoids"), state: { f: ["tanh", "logistic"], z: 0 } },
      { label: t("presets.negative"), state: { f: ["relu", "leaky_relu"], z: -2 } },
      { label: t("presets.modern"), state: { f: ["gelu", "silu", "relu"], z: -1.2 } },
    ],
    ["f", "z", "gamma", "derivative"],
  );
  const group = subset(frame, {
    key: "f",
    label: t("functions"),
    options: IDS.map((id) => ({ value: id, label: nameOf(id), color: COLORS[id] })),
  });
  const options = [...group.querySelectorAll(".nn-option")];
  checkbox(frame, { key: "derivative", label: t("derivative") });
  const gamma = slider(frame, {
    key: "gamma",
    label: t("gamma"),
    step: 0.01,
    format: (v) => fixed(v, 2),
  });

  const upper = panel(frame, {
    aspect: 0.74,
    maxHeight: 264,
    margin: { bottom: 24 },
    label: t("f.label"),
    title: t("f.axis"),
    buttons: true,
  });
  const lower = panel(frame, {
    aspect: 0.52,
    maxHeight: 176,
    margin: { bottom: 26 },
    label: t("df.label"),
    title: t("df.axis"),
  });
  const tangent = upper.chart.marks.append("line").attr("class", "nn-tangent");
  const height = lower.chart.marks.append("line").attr("class", "nn-slope");
  const drag = {
    set: ({ x }) => set({ z: Math.round(x * 100) / 100 }),
    step: { x: 0.1, y: 0 },
  };
  const updates = [
    handle(upper.chart, {
      ...drag,
      label: t("handle"),
      get: () => ({ x: point().z, y: visible(upper, point().y) }),
      text: () => t("at", { z: fixed(point().z), y: fixed(point().y, 3) }),
    }),
    handle(lower.chart, {
      ...drag,
      label: t("handleSlope"),
      get: () => ({ x: point().z, y: visible(lower, point().slope) }),
      text: () => t("at", { z: fixed(point().z), y: fixed(point().slope, 3) }),
    }),
  ];

  let own; // the reader's function with the samples it was made of
  let shown; // curves, ranges and labels, and what they were made for

  function nameOf(id) {
    return id === "own" ? (get("own")?.name ?? "") : fullName(t, id);
  }

  function functionOf(id) {
    if (id !== "own") return ACTIVATIONS[id];
    const samples = get("own");
    if (own?.samples !== samples) {
      const { f, df } = samples;
      own = { samples, f: interpolate(GRID, f), df: interpolate(GRID, df) };
    }
    return own;
  }

  // Where the point is now: drawn or not yet.
  function point() {
    const [z, g] = [get("z"), get("gamma")];
    const { f, df } = functionOf(get("f")[0]);
    return { z, y: f(z, g), slope: df(z, g) };
  }

  // Where the curve has left the chart the point stays at the edge.
  function visible({ chart }, y) {
    const [low, high] = chart.y.domain();
    return clamp(y, low, high);
  }

  // The reader's function takes the place of one that is called the same.
  function showOptions() {
    const own = get("own")?.name;
    IDS.forEach((id, i) => {
      options[i].hidden = id === "own" ? !own : nameOf(id) === own;
      if (id === "own") options[i].lastElementChild.textContent = nameOf(id);
    });
  }

  // The first function carries the point; choosing brings another one to the front.
  const choose = (id) => set({ f: [id, ...get("f").filter((other) => other !== id)] });

  return function draw() {
    showOptions();
    const ids = get("f");
    gamma.hidden = !ids.includes("leaky_relu");
    lower.chart.svg.style("display", get("derivative") ? null : "none");

    if (ids.length) {
      if (prepare(ids)) for (const chart of [upper, lower]) chart.draw(ids, choose);
      drawPoint(ids);
    } else {
      upper.clear();
      lower.clear();
      shown = null;
    }
    for (const { chart } of [upper, lower])
      chart.svg
        .selectAll(".nn-handle, .nn-guide")
        .style("display", ids.length ? null : "none");
    tangent.style("display", ids.length ? null : "none");
    height.style("display", ids.length ? null : "none");
    frame.read(sentence(ids));
  };

  // Curves, ranges and labels change with the functions, γ and the width: not with z.
  // Says whether they did.
  function prepare(ids) {
    const g = get("gamma");
    const width = widthOf(frame.stage);
    const key = JSON.stringify([ids, g, width, get("derivative"), get("own")?.name]);
    if (shown?.key === key && shown.samples === get("own")) return false;
    const functions = ids.map((id) => functionOf(id));
    const values = functions.map(({ f }) => GRID.map((z) => f(z, g)));
    const slopes = functions.map(({ df }) => GRID.map((z) => df(z, g)));
    // The reader's own function may be as tall as it is around 0.
    const tall = (lists, limit) => {
      const i = ids.indexOf("own");
      const middle = i < 0 ? [] : lists[i].slice(160, 321).filter(Number.isFinite);
      return Math.max(limit, ...middle.map(Math.abs));
    };
    const high = tall(values, 3);
    const steep = tall(slopes, 1.25);
    const spans = flatSpans(GRID, slopes[0], SATURATED);
    shown = { key, samples: get("own"), spans };
    upper.prepare({
      ids,
      lists: values,
      range: fitRange(values.flat(), [-1.2, 1.2], [-high, high]),
      spans,
      nameOf,
    });
    lower.prepare({
      ids,
      lists: slopes,
      range: fitRange(slopes.flat(), [-0.02, 0.28], [-steep, steep]),
      spans,
      nameOf,
    });
    const said = t("saturated");
    upper.labelZone(spans, said) ||
      (get("derivative") && lower.labelZone(spans, said)) ||
      lower.labelZone([], said);
    upper.labelCurves();
    lower.labelCurves();
    return true;
  }

  function drawPoint(ids) {
    const g = get("gamma");
    const { z, y: value, slope } = point();
    const { x, y } = upper.chart;
    // The same length in px however steep it is.
    const [dx, dy] = [x(1) - x(0), (y(1) - y(0)) * slope];
    const share = TANGENT / Math.hypot(dx, dy);
    tangent
      .attr("x1", x(z) - share * dx)
      .attr("y1", y(value) - share * dy)
      .attr("x2", x(z) + share * dx)
      .attr("y2", y(value) + share * dy);
    const at = lower.chart.x(z);
    height
      .attr("x1", at)
      .attr("x2", at)
      .attr("y1", lower.chart.y(0))
      .attr("y2", lower.chart.y(slope));
    const others = ids.slice(1);
    upper.guide(
      z,
      others.map((id) => ({ id, y: functionOf(id).f(z, g) })),
    );
    lower.guide(
      z,
      others.map((id) => ({ id, y: functionOf(id).df(z, g) })),
    );
    for (const update of updates) update();
  }

  function sentence(ids) {
    if (!ids.length) return t("reading.none");
    const g = get("gamma");
    const { z, y, slope } = point();
    const size = Math.abs(slope);
    // The bottom of a dip is flat as well, but no zone: a little to the left it is not.
    const inZone = shown.spans.some(([from, to]) => from - CELL <= z && z <= to + CELL);
    const fold = significant(Number((1 / size).toPrecision(2)), 2);
    const values = {
      name: nameOf(ids[0]),
      z: fixed(z),
      y: fixed(y, 3),
      m: significant(slope),
      fold,
    };
    const which =
      slope === 0
        ? "flat"
        : size < SATURATED && inZone
          ? "saturated"
          : slope < 0
            ? "falls"
            : size < 1 - 1e-9
              ? "shrinks"
              : size > 1 + 1e-9
                ? "grows"
                : "passes";
    const others = ids
      .slice(1)
      .map((id) => `${nameOf(id)} ${significant(functionOf(id).df(z, g))}`);
    const first = t(`reading.${which}`, values);
    if (!others.length || others.length > MOST_READ) return first;
    return `${first} ${t("reading.others", { list: others.join(", ") })}`;
  }
});

// One chart: zones, curves with their labels, and a dot on every curve at the point.
// Names can be clicked in both charts; for the keyboard those of one are enough.
function panel(frame, { aspect, maxHeight, margin, label, title, buttons = false }) {
  const chart = plot(frame, {
    x: Z,
    y: [0, 1],
    aspect,
    maxHeight,
    label,
    margin: { top: 6, right: 20, left: 36, ...margin },
  });
  const zones = chart.under.append("g");
  const guide = chart.under.append("line").attr("class", "nn-guide");
  const leaders = chart.under.append("g");
  const curves = chart.marks.append("g");
  const dots = chart.marks.append("g");
  const axisNames = chart.over.append("g").attr("aria-hidden", "true");
  const names = chart.over.append("g").attr("aria-hidden", buttons ? null : "true");
  const zoneName = chart.over.append("text").attr("class", "nn-zone nn-halo");
  /** @type {Record<string, any>} */
  let state = { ids: [], lists: [], spans: [], labels: [], nameOf: String };
  let placer;

  function prepare(next) {
    state = { ...state, ...next };
    chart.domain(Z, next.range);
    chart.layout();
    state.points = next.lists.map((list) => withGaps(GRID.map((z, i) => [z, list[i]])));
    const [left, right] = chart.x.range();
    const [bottom, top] = chart.y.range();
    const pixels = state.points.map((points) =>
      points.map(([z, y]) => [chart.x(z), chart.y(y)]),
    );
    placer = labelPlacer(pixels, {
      left: left + 3,
      right,
      top: top + 1,
      bottom: bottom - 2,
    });
    nameAxes(left, right, top, bottom);
  }

  function nameAxes(left, right, top, bottom) {
    const texts = [
      { text: title, x: left + 8, y: top + 13 },
      { text: "z", x: right + 7, y: bottom + 4 },
    ];
    axisNames
      .selectAll("text")
      .data(texts)
      .join("text")
      .attr("class", "nn-axis-name nn-halo")
      .attr("x", (d) => d.x)
      .attr("y", (d) => d.y)
      .text((d) => d.text);
    const width = axisNames.select("text").node().getComputedTextLength();
    placer.reserve({ x: left + 8, y: top, width, height: 18 });
  }

  // In the widest of the zones that has room; one label says what all of them mean.
  function labelZone(spans, text) {
    zoneName.text(text).style("display", "none");
    const widest = [...spans].sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
    for (const [from, to] of widest) {
      zoneName.style("display", null);
      const size = { width: zoneName.node().getComputedTextLength(), height: LINE };
      const spot = placer.inside({ left: chart.x(from), right: chart.x(to) }, size);
      if (spot) {
        zoneName.attr("x", spot.x).attr("y", spot.y + 15);
        return true;
      }
      zoneName.style("display", "none");
    }
    return false;
  }

  function labelCurves() {
    const items = names
      .selectAll("g")
      .data(state.ids, (id) => id)
      .join((enter) => {
        const item = enter.append("g").attr("class", "nn-name");
        item.append("rect").attr("class", "nn-hit").attr("height", 24);
        item.append("text").attr("class", "nn-halo").attr("y", 17);
        return item;
      })
      .classed("nn-first", (_, i) => i === 0) // it is bold, and so wider
      .style("--nn-option", (id) => COLORS[id]);
    items.select("text").text((id) => state.nameOf(id));
    state.labels = [];
    items.each(function (id, i) {
      this.style.display = null; // what is not shown has no width
      const width = this.lastChild.getComputedTextLength();
      const spot = placer.beside(i, { width, height: LINE });
      this.style.display = spot ? null : "none";
      if (!spot) return;
      this.setAttribute("transform", `translate(${spot.x},${spot.y - 2})`);
      this.firstChild.setAttribute("width", width);
      if (spot.leader) {
        const from = nearestPoint({ ...spot, width, height: LINE }, spot.anchor);
        state.labels.push({ id, from, to: spot.anchor });
      }
    });
    leaders
      .selectAll("line")
      .data(state.labels)
      .join("line")
      .attr("class", "nn-leader")
      .style("stroke", (d) => COLORS[d.id])
      .attr("x1", (d) => d.from[0])
      .attr("y1", (d) => d.from[1])
      .attr("x2", (d) => d.to[0])
      .attr("y2", (d) => d.to[1]);
  }

  function makeButtons(items, ids, choose) {
    items
      .attr("role", "button")
      .attr("tabindex", 0)
      .attr("aria-label", (id) => frame.t("choose", { name: state.nameOf(id) }))
      .attr("aria-pressed", (id) => id === ids[0])
      .on("keydown", (event, id) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        choose(id);
      });
  }

  function draw(ids, choose) {
    // The first lies on top; but dashes hide nothing.
    const order = [...ids]
      .reverse()
      .sort((a, b) => Number(isDashed(a)) - Number(isDashed(b)));
    curves
      .selectAll("g")
      .data(order, (id) => id)
      .join((enter) => {
        const item = enter.append("g").attr("class", (id) => `nn-function nn-is-${id}`);
        item
          .append("path")
          .attr("class", (id) => `nn-curve${isDashed(id) ? " nn-dashed" : ""}`)
          .style("stroke", (id) => COLORS[id]);
        item
          .append("path")
          .attr("class", "nn-reach")
          .on("click", (event, id) => choose(id));
        return item;
      })
      .order()
      .classed("nn-first", (id) => id === ids[0])
      .each(function (id) {
        const d = chart.path(state.points[state.ids.indexOf(id)]);
        for (const path of this.children) path.setAttribute("d", d);
      });
    const items = names.selectAll("g").on("click", (event, id) => choose(id));
    if (buttons) makeButtons(items, ids, choose);
    const [bottom, top] = chart.y.range();
    zones
      .selectAll("rect")
      .data(state.spans)
      .join("rect")
      .attr("class", "nn-saturated")
      .attr("x", ([from]) => chart.x(from))
      .attr("width", ([from, to]) => chart.x(to) - chart.x(from))
      .attr("y", top)
      .attr("height", bottom - top);
  }

  return {
    chart,
    prepare,
    labelZone,
    labelCurves,
    draw,
    clear() {
      chart.domain(Z, [-1.2, 1.2]);
      chart.layout();
      for (const layer of [zones, leaders, curves, dots, names])
        layer.selectAll("*").remove();
      zoneName.style("display", "none");
    },
    guide(z, others) {
      const [bottom, top] = chart.y.range();
      guide
        .attr("x1", chart.x(z))
        .attr("x2", chart.x(z))
        .attr("y1", bottom)
        .attr("y2", top);
      dots
        .selectAll("circle")
        .data(others, (d) => d.id)
        .join("circle")
        .attr("class", "nn-other")
        .attr("r", 4)
        .style("fill", (d) => COLORS[d.id])
        .attr("cx", chart.x(z))
        .attr("cy", (d) => chart.y(d.y));
    },
  };
}
