// Chapter 3: a small network drawn with its weights. Values flow through it layer by
// layer; each unit says its weighted sum in numbers, each layer its equation.
import { scaleLinear } from "d3-scale";
import { symbolOf } from "../lib/activation-names.js";
import { button, menu } from "../lib/controls.js";
import { fixed } from "../lib/format.js";
import { layerEquation } from "../lib/layer-equation.js";
import { clamp } from "../lib/numbers.js";
import { handle, plot } from "../lib/plot.js";
import { mismatch, passForward, sumAsText } from "../lib/small-network.js";
import { defineWidget, element } from "../lib/widget.js";
import words from "../locales/en/forward-pass.json" with { type: "json" };
import declared from "../state/forward-pass.json" with { type: "json" };
import "./forward-pass.css";

const X_RANGE = [-2, 2];
const TRACK = 30; // px on either side of an input's 0
const FLOW = 700; // ms that values take from one layer to the next
const RADIUS = 25; // px, of a unit
const TITLES = 26; // px below the units
const superscript = (n) => `⁽${[...String(n)].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]).join("")}⁾`;
const subscript = (n) => [...String(n)].map((d) => "₀₁₂₃₄₅₆₇₈₉"[d]).join("");
const XOR = {
  weights: [
    [
      [1, 1],
      [1, 1],
    ],
    [[1, -1]],
  ],
  biases: [[-0.5, -1.5], [-0.5]],
  activation: "step",
};

export default defineWidget("forward-pass", words, declared, setup, apart);

function setup(frame) {
  const { t, get, set } = frame;
  let flow; // {layer, start} while values are on their way
  let pointed; // {layer, unit} under the pointer, or with the focus

  const state = () => frame.pick(["weights", "biases", "x", "activation"]);
  const depth = () => get("weights").length;

  frame.presets(
    [
      { label: t("presets.xor"), state: { ...XOR, x: [1, 0], layer: 0, unit: 1 } },
      { label: t("presets.both"), state: { ...XOR, x: [1, 1], layer: 2, unit: 1 } },
      {
        label: t("presets.linear"),
        state: { activation: "identity", layer: 2, unit: 1 },
      },
    ],
    ["weights", "biases", "x", "activation", "layer", "unit"],
  );
  const bar = element("div", { className: "nn-player" });
  frame.controls.append(bar);
  const next = button(frame, { label: t("nextLayer"), onClick: forwards, parent: bar });
  const back = button(frame, {
    label: t("back"),
    onClick: () => go(get("layer") - 1),
    parent: bar,
  });
  menu(frame, {
    key: "activation",
    label: t("activation"),
    options: frame
      .options("activation")
      .map((value) => ({ value, label: t(`activations.${value}`) })),
  });

  function forwards() {
    const layer = get("layer");
    if (layer >= depth()) return go(0);
    go(layer + 1);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      flow = { layer: layer + 1, start: performance.now() };
  }
  function go(layer) {
    flow = null;
    pointed = null;
    set({ layer, unit: 1 });
  }

  const chart = plot(frame, {
    x: [0, 1],
    y: [0, 1],
    axes: false,
    aspect: 0.8,
    maxHeight: 280,
    margin: { top: 0, right: 0, bottom: 0, left: 0 },
    label: t("picture"),
  });
  const edges = chart.under.append("g");
  const pulses = chart.under.append("g");
  const labels = chart.marks.append("g");
  const nodes = chart.over.append("g");
  const titles = chart.under.append("g");
  const inputs = new Map(); // index -> the input's handle
  const equation = layerEquation(frame.stage, {
    labelOf: {
      weight: (i, j) => t("weight", { unit: i + 1, from: j + 1 }),
      bias: (i) => t("bias", { unit: i + 1 }),
    },
    onWeight(i, j, value) {
      const l = looked().layer - 1;
      const W = get("weights");
      set({ weights: W.with(l, W[l].with(i, W[l][i].with(j, value))) });
    },
    onBias(i, value) {
      const l = looked().layer - 1;
      const b = get("biases");
      set({ biases: b.with(l, b[l].with(i, value)) });
    },
  });

  // The unit whose sum is shown: what the reader points at, else the state's. Before
  // the first step it is a unit of layer 1, with its sum still to come.
  function looked() {
    const layer = Math.max(1, get("layer"));
    const unit = pointed ?? { layer, unit: get("unit") - 1 };
    const count = get("weights")[unit.layer - 1]?.length ?? 1;
    return { layer: unit.layer, unit: clamp(unit.unit, 0, count - 1) };
  }

  function look(layer, unit) {
    pointed = null;
    if (layer >= get("layer")) set({ layer, unit: unit + 1 });
    else pointed = { layer, unit };
    frame.draw();
  }
  function point(unit) {
    pointed = unit && unit.layer <= get("layer") ? unit : null;
    frame.draw();
  }

  return function draw() {
    const layers = depth();
    if (get("layer") > layers) return go(get("layer"));
    const values = passForward(state());
    const progress = flow ? Math.min(1, (performance.now() - flow.start) / FLOW) : 1;
    if (progress === 1) flow = null;
    else frame.draw();
    // While values are on their way to a layer it has none yet.
    const reached = flow ? flow.layer - 1 : get("layer");
    const here = looked();

    chart.layout();
    const place = placing(
      chart,
      values.a.map((a) => a.length),
    );
    const lines = linesOf(place, get("weights"));
    drawEdges(edges, lines, here);
    drawLabels(labels, lines, here);
    drawPulses(pulses, lines, values, flow && { ...flow, progress });
    drawTitles(titles, place, t, chart);
    drawNodes(nodes, place.flat(), { values, reached, here, t, look, point });
    drawInputs(place[0]);

    const { layer, unit } = here;
    const known = reached >= layer;
    const shown = (list) => list.map((v) => (known ? fixed(v) : "?"));
    const l = superscript(layer);
    equation({
      names: {
        W: `W${l}`,
        below: `a${superscript(layer - 1)}`,
        b: `b${l}`,
        z: `z${l}`,
        f: `${symbolOf(t, get("activation"))} →`,
        a: `a${l}`,
        shape: `N${subscript(layer)} × N${subscript(layer - 1)} = `,
      },
      W: get("weights")[layer - 1],
      below: values.a[layer - 1].map((v) => (reached >= layer - 1 ? fixed(v) : "?")),
      b: get("biases")[layer - 1],
      z: shown(values.z[layer]),
      a: shown(values.a[layer]),
      unit,
    });
    next.textContent = get("layer") < layers ? t("nextLayer") : t("again");
    back.disabled = get("layer") === 0;
    frame.read(sentence(t, state(), values, here, known));
  };

  function drawInputs(spots) {
    for (const [i, input] of inputs)
      if (i >= spots.length) {
        input.group.remove();
        inputs.delete(i);
      }
    spots.forEach((spot, i) => {
      if (!inputs.has(i)) inputs.set(i, inputHandle(i));
      inputs.get(i).update(spot);
    });
  }

  // An input moves up and down on a track of its own.
  function inputHandle(i) {
    const group = chart.over.append("g");
    const track = group.append("line").attr("class", "nn-track");
    const y = scaleLinear(X_RANGE, [0, 0]);
    let across = 0;
    const axis = {
      svg: chart.svg,
      over: group,
      x: Object.assign(() => across, { invert: () => 0 }),
      y,
    };
    const place = handle(axis, {
      label: t("input", { name: i + 1 }),
      className: "nn-input",
      get: () => ({ x: get("x")[i], y: get("x")[i] }),
      set: ({ y: value }) => set({ x: get("x").with(i, rounded(value)) }),
      step: { x: 0, y: 0.1 },
      text: () => fixed(get("x")[i]),
    });
    return {
      group,
      update(spot) {
        across = spot.x - RADIUS - 24;
        y.range([spot.y + TRACK, spot.y - TRACK]);
        track.attr("x1", across).attr("x2", across);
        track.attr("y1", spot.y - TRACK).attr("y2", spot.y + TRACK);
        place();
      },
    };
  }
}

// What does not fit together in a link's weights, biases and inputs.
function apart(get, t) {
  const keys = ["weights", "biases", "x"];
  const wrong = mismatch({
    weights: get("weights"),
    biases: get("biases"),
    x: get("x"),
  });
  return wrong && { keys, says: t(`wrong.${wrong.key}`, wrong.values) };
}

const rounded = (value) => Math.round(clamp(value, X_RANGE[0], X_RANGE[1]) * 20) / 20;

// Where each unit stands, a column for each layer with the inputs as layer 0.
function placing(chart, sizes) {
  const left = RADIUS + 34;
  const right = chart.width - RADIUS - 6;
  const height = chart.height - TITLES;
  const pitch = Math.min(height / Math.max(...sizes), 84);
  return sizes.map((count, l) =>
    Array.from({ length: count }, (_, j) => ({
      layer: l,
      unit: j,
      x: left + ((right - left) * l) / (sizes.length - 1),
      y: height / 2 + (j - (count - 1) / 2) * pitch,
    })),
  );
}

// Every weight as {layer, from, to, w}, its two ends on the units' rims.
function linesOf(place, weights) {
  return weights.flatMap((W, l) =>
    W.flatMap((row, j) =>
      row.map((w, i) => {
        const [p, q] = [place[l][i], place[l + 1][j]];
        const length = Math.hypot(q.x - p.x, q.y - p.y) || 1;
        const rim = {
          x: ((q.x - p.x) / length) * RADIUS,
          y: ((q.y - p.y) / length) * RADIUS,
        };
        return {
          layer: l + 1,
          unit: j,
          input: i,
          w,
          from: { x: p.x + rim.x, y: p.y + rim.y },
          to: { x: q.x - rim.x, y: q.y - rim.y },
        };
      }),
    ),
  );
}

const isOf = (here) => (d) => d.layer === here.layer && d.unit === here.unit;
const signOf = (w) => (w < 0 ? "nn-negative" : "nn-positive");
const between = ({ from, to }, share) => ({
  x: from.x + share * (to.x - from.x),
  y: from.y + share * (to.y - from.y),
});

function drawEdges(group, lines, here) {
  group
    .selectAll("line")
    .data(lines)
    .join("line")
    .attr("class", (d) => `nn-edge ${signOf(d.w)}`)
    .classed("nn-looked", isOf(here))
    .attr("stroke-width", (d) =>
      d.w === 0 ? 0 : Math.min(0.8 + 2.4 * Math.abs(d.w), 9),
    )
    .attr("x1", (d) => d.from.x)
    .attr("y1", (d) => d.from.y)
    .attr("x2", (d) => d.to.x)
    .attr("y2", (d) => d.to.y);
}

// Only the weights of the unit that is looked at: near their sources they lie apart.
function drawLabels(group, lines, here) {
  group
    .selectAll("text")
    .data(lines.filter(isOf(here)))
    .join("text")
    .attr("class", "nn-edge-label nn-halo")
    .attr("text-anchor", "middle")
    .attr("x", (d) => between(d, 0.4).x)
    .attr("y", (d) => between(d, 0.4).y + 5)
    .text((d) => fixed(d.w));
}

// What each unit sends on its way up, as large as w·a is.
function drawPulses(group, lines, values, flow) {
  const moving = flow ? lines.filter((d) => d.layer === flow.layer) : [];
  group
    .selectAll("circle")
    .data(moving)
    .join("circle")
    .each(function (d) {
      const sent = d.w * values.a[d.layer - 1][d.input];
      const { x, y } = between(d, flow.progress);
      this.setAttribute("class", `nn-pulse ${signOf(sent)}`);
      this.setAttribute("cx", x);
      this.setAttribute("cy", y);
      this.setAttribute(
        "r",
        sent === 0 ? 0 : Math.min(3 + 5 * Math.sqrt(Math.abs(sent)), 12),
      );
    });
}

function drawTitles(group, place, t, { width, height }) {
  const narrow = width < 120 * place.length;
  group
    .selectAll("text")
    .data(place)
    .join("text")
    .attr("class", "nn-layer-title")
    .attr("text-anchor", (_, l) =>
      l === place.length - 1 ? "end" : l ? "middle" : "start",
    )
    .attr(
      "x",
      (d, l) => d[0].x + (l === place.length - 1 ? RADIUS : l ? 0 : -RADIUS - 32),
    )
    .attr("y", height - 6)
    .text((_, l) => t(titleKey(l, place.length, narrow), { layer: l }));
}

const titleKey = (l, count, narrow) =>
  narrow ? "layer" : l === 0 ? "inputLayer" : l === count - 1 ? "outputLayer" : "layer";

function drawNodes(group, units, { values, reached, here, t, look, point }) {
  const known = (d) => d.layer <= reached;
  const nodes = group
    .selectAll("g.nn-node")
    .data(units, (d) => `${d.layer}.${d.unit}`)
    .join((enter) => {
      const node = enter.append("g");
      node.append("circle").attr("r", RADIUS);
      node.append("text").attr("text-anchor", "middle").attr("dy", "0.35em");
      node
        .filter((d) => d.layer > 0)
        .attr("role", "button")
        .attr("tabindex", 0)
        .on("click", (_, d) => look(d.layer, d.unit))
        .on("focus", (_, d) => point(d))
        .on("blur", () => point(null))
        .on("pointerenter", (_, d) => point(d))
        .on("pointerleave", () => point(null))
        .on("keydown", (event, d) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          look(d.layer, d.unit);
        });
      return node;
    })
    .attr("class", (d) => `nn-node ${d.layer ? "nn-unit" : "nn-input"}`)
    .classed("nn-known", known)
    .classed("nn-looked", isOf(here))
    .attr("transform", (d) => `translate(${d.x},${d.y})`);
  nodes
    .filter((d) => d.layer > 0)
    .attr("aria-label", (d) =>
      t(known(d) ? "unit" : "unitUnknown", {
        unit: d.unit + 1,
        layer: d.layer,
        a: fixed(values.a[d.layer][d.unit]),
      }),
    );
  nodes.select("text").text((d) => (known(d) ? fixed(values.a[d.layer][d.unit]) : "?"));
}

function sentence(
  t,
  { weights, biases, x, activation },
  values,
  { layer, unit },
  known,
) {
  if (!known) {
    const inputs = x.map((v) => fixed(v)).join(", ");
    const key = layer === 1 ? "start" : "flow";
    return t(`reading.${key}`, { inputs, unit: unit + 1, layer, below: layer - 1 });
  }
  const z = values.z[layer][unit];
  const sum = sumAsText(
    weights[layer - 1][unit],
    values.a[layer - 1],
    biases[layer - 1][unit],
    fixed,
  );
  const facts = { unit: unit + 1, layer, sum, z: fixed(z) };
  const first = t(`reading.${layer === weights.length ? "output" : "unit"}`, facts);
  const f = symbolOf(t, activation);
  const a = fixed(values.a[layer][unit]);
  const rest = activation === "identity" ? "linear" : "activation";
  return `${first} ${t(`reading.${rest}`, { f, z: fixed(z), a })}`;
}
