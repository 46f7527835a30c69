// The picture of a biological neuron with three synapses: built once, put in place when
// the width changes, lit and animated by update().
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import {
  along,
  AXON,
  BOUTON,
  DENDRITES,
  HILLOCK,
  INWARD,
  OUTWARD,
  SOMA,
  taper,
  TERMINALS,
} from "./cell.js";
import { fixed } from "./format.js";
import { neuronLayout } from "./neuron-layout.js";
import { handle } from "./plot.js";
import { synapseLens } from "./synapse-lens.js";
import { widthOf } from "./width.js";
import declared from "../state/neuron.json" with { type: "json" };
import "./neuron-scene.css";

// How long a spike is on its way, in ms of the neuron's time.
export const TO_SYNAPSE = 3;
const CROSSING = 1;
const TO_SOMA = 2;
/** From the reader's click to the arrival at the cell body. */
export const DELAY = TO_SYNAPSE + CROSSING + TO_SOMA;
const OUT = 7;

const BUTTON = 70; // px wide
const MAX_STRENGTH = declared.weights.item.max; // mV

const path = (points, map, closed = true) =>
  `M${points.map((p) => map(p).map((v) => v.toFixed(1))).join("L")}${closed ? "Z" : ""}`;

const outlineOf = ({ spine, start, end }) => taper(spine, start, end);

/**
 * Build the scene in `parent`. `send(i)` is called where the reader sends a spike,
 * `strength(i)` and `setStrength(i, mV)` read and set a synapse. Returns {layout(),
 * update(view), svg}; layout() must run before update().
 */
export function neuronScene(parent, { t, send, strength, setStrength }) {
  const svg = select(parent)
    .append("svg")
    .attr("class", "nn-plot nn-cell")
    .attr("role", "group")
    .attr("aria-label", t("scene"));
  const zoom = svg.append("path").attr("class", "nn-zoom");
  const inputs = svg.append("g");
  const cell = svg.append("g");
  const pulses = svg.append("g").attr("class", "nn-pulses");
  const labels = svg.append("g");
  const controls = svg.append("g");
  const lens = synapseLens(svg);

  const axons = [0, 1, 2].map((i) => ({
    line: inputs.append("path").attr("class", "nn-incoming").attr("data-part", "input"),
    bouton: inputs.append("g").attr("class", "nn-bouton").attr("data-part", "synapse"),
    i,
  }));
  for (const { bouton } of axons) {
    bouton.append("circle");
    bouton.append("path");
  }

  // One membrane around all parts: every outline first, every fill over it.
  const SHAPES = [
    ["soma", SOMA],
    ...DENDRITES.map((d) => ["soma", outlineOf(d)]),
    ["hillock", outlineOf(HILLOCK)],
    ["axon", outlineOf(AXON)],
    ...TERMINALS.map((d) => ["axon", outlineOf(d)]),
    ...TERMINALS.map(({ spine }) => ["axon", ring(spine[spine.length - 1], BOUTON)]),
    ...DENDRITES.slice(0, 3).map(({ spine }) => [
      "soma",
      ring(spine[spine.length - 1], 5.5),
    ]),
  ];
  const shapes = ["nn-membrane", "nn-inside"].map((className) => {
    const group = cell.append("g").attr("class", className);
    return SHAPES.map(([part, points]) => ({
      points,
      node: group.append("path").attr("data-part", part),
    }));
  });
  const charged = shapes[1].filter((_, i) => SHAPES[i][0] !== "axon");
  const nucleus = cell.append("circle").attr("class", "nn-nucleus").attr("r", 22);
  const value = cell
    .append("text")
    .attr("class", "nn-value")
    .attr("text-anchor", "middle");
  const unit = cell
    .append("text")
    .attr("class", "nn-unit")
    .attr("text-anchor", "middle")
    .text("mV");
  const spike = OUTWARD.map(() => pulses.append("path").attr("class", "nn-spike"));
  const texts = Object.fromEntries(
    ["input", "synapse", "soma", "hillock", "axon", "dendrites", "terminals"].map(
      (key) => [key, partLabel(labels, key, t)],
    ),
  );
  const strengths = axons.map(({ i }) => strengthControl(i));
  const buttons = axons.map(({ i }) => sendButton(i));

  let place;
  return { svg, layout, update, buttons };

  function layout() {
    const width = Math.max(260, widthOf(svg.node().parentNode));
    if (place?.width === width) return;
    place = neuronLayout(width);
    const { map, height } = place;
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    svg.classed("nn-upright", place.kind === "upright");
    for (const { points, node } of shapes.flat()) node.attr("d", path(points, map));
    axons.forEach(({ line }, i) =>
      line.attr(
        "d",
        path(place.axons[i], (p) => p, false),
      ),
    );
    const [x, y] = map([0, 0]);
    nucleus.attr("cx", x).attr("cy", y);
    value.attr("x", x).attr("y", y + 2);
    unit.attr("x", x).attr("y", y + 17);
    for (const [key, label] of Object.entries(texts)) label.place(place.labels[key]);
    spike.forEach((node, i) =>
      node.attr("d", path(OUTWARD[i], map, false)).attr("pathLength", 100),
    );
    buttons.forEach((button, i) =>
      button.attr("transform", `translate(${place.buttons[i]})`),
    );
    for (const control of strengths) control.place();
    lens.place(place.lens);
    const { at, from, radius } = place.lens;
    zoom.attr("d", magnifier(from, 13, at, radius, place.kind === "lying"));
  }

  /**
   * `view`: {now, spikes, sent, potential, level, counts}: the time in ms, the record,
   * the potential in mV, and its height above rest as a share of the threshold.
   */
  function update({ now, spikes, sent, potential, level, moving }) {
    axons.forEach(({ bouton }, i) => drawBouton(bouton, i));
    for (const control of strengths) control.update();
    value.text(fixed(potential, 1));
    const sign = level >= 0 ? "var(--nn-positive)" : "var(--nn-negative)";
    const share = Math.round(Math.min(Math.abs(level), 1) * 55);
    const color = `color-mix(in srgb, ${sign} ${share}%, var(--nn-cell))`;
    for (const { node } of charged) node.style("fill", color);
    const flight = moving ? inFlight(spikes, now) : [];
    drawPulses(flight);
    const [last] = sent.filter((time) => time <= now && now < time + OUT).slice(-1);
    const way = moving && last !== undefined ? (now - last) / OUT : null;
    for (const node of spike)
      node
        .style("display", way === null ? "none" : null)
        .attr("stroke-dasharray", "12 200")
        .attr("stroke-dashoffset", way === null ? 0 : 12 - way * 112);
    const crossing = spikes.find(
      ([time]) =>
        moving && now >= time - TO_SOMA - CROSSING && now < time - TO_SOMA + 1,
    );
    lens.update(
      crossing && (now - crossing[0] + TO_SOMA + CROSSING) / (CROSSING + 1),
      crossing ? strength(crossing[1]) : strength(place.kind === "lying" ? 2 : 0),
    );
  }

  function inFlight(spikes, now) {
    return spikes.flatMap(([time, i], key) => {
      const age = now - (time - DELAY);
      if (age < 0 || age >= DELAY) return [];
      if (age < TO_SYNAPSE) {
        const at = along(place.axons[i], age / TO_SYNAPSE);
        return [{ key, at, className: "nn-pulse", radius: 6 }];
      }
      if (age < TO_SYNAPSE + CROSSING) return [];
      const share = (age - TO_SYNAPSE - CROSSING) / TO_SOMA;
      const at = place.map(along(INWARD[i], share));
      const className =
        strength(i) >= 0 ? "nn-pulse nn-excites" : "nn-pulse nn-inhibits";
      return [{ key, at, className, radius: 7 - 2 * share }];
    });
  }

  function drawPulses(list) {
    pulses
      .selectAll("circle")
      .data(list, (d) => d.key)
      .join("circle")
      .attr("class", (d) => d.className)
      .attr("r", (d) => d.radius)
      .attr("cx", (d) => d.at[0])
      .attr("cy", (d) => d.at[1]);
  }

  // The bouton's size says how strong the synapse is, its colour and sign which way.
  function drawBouton(bouton, i) {
    const mV = strength(i);
    const [fx, fy] = place.facing;
    const radius = 7.5 + 5 * Math.min(Math.abs(mV) / MAX_STRENGTH, 1);
    const [x, y] = place.boutons[i];
    // Its front stays where the gap begins, however large it is.
    const at = [x + fx * (7 - radius), y + fy * (7 - radius)];
    bouton
      .attr("transform", `translate(${at})`)
      .classed("nn-excites", mV > 0)
      .classed("nn-inhibits", mV < 0);
    bouton.select("circle").attr("r", radius);
    const plus = mV > 0 ? "M0,-4V4" : "";
    bouton.select("path").attr("d", mV === 0 ? "" : `M-4,0H4${plus}`);
  }

  function sendButton(i) {
    const name = t(`inputs.x${i + 1}`);
    const node = controls
      .append("g")
      .attr("class", "nn-send")
      .attr("role", "button")
      .attr("tabindex", 0)
      .attr("data-part", "input")
      .attr("aria-label", t("send", { name, key: i + 1 }));
    node
      .append("rect")
      .attr("x", -BUTTON / 2)
      .attr("y", -16)
      .attr("width", BUTTON)
      .attr("height", 32)
      .attr("rx", 16);
    node
      .append("text")
      .attr("y", 5)
      .attr("text-anchor", "middle")
      .text(t("sendShort", { name }));
    node.on("click", () => send(i));
    node.on("keydown", (event) => {
      if (event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      event.stopPropagation();
      send(i);
    });
    return node;
  }

  function strengthControl(i) {
    const group = controls.append("g").attr("data-part", "synapse");
    const track = group.append("path").attr("class", "nn-track");
    const text = group
      .append("text")
      .attr("class", "nn-strength nn-halo")
      .attr("text-anchor", "middle");
    const chart = {
      svg,
      over: group,
      x: scaleLinear([-MAX_STRENGTH, MAX_STRENGTH], [0, 1]),
      y: scaleLinear([0, 1], [0, 1]),
    };
    const mV = () => t("mV", { w: signed(strength(i)) });
    const move = handle(chart, {
      label: t("strength", { name: t(`inputs.x${i + 1}`) }),
      get: () => ({ x: strength(i), y: 0 }),
      set: ({ x }) => setStrength(i, Math.round(x * 2) / 2),
      step: { x: 0.5, y: 0 },
      text: mV,
      radius: 7,
    });
    function place_() {
      const { x, y } = place.tracks[i];
      chart.x.range(x);
      chart.y.range([y, y]);
      const middle = (x[0] + x[1]) / 2;
      track.attr(
        "d",
        `M${x[0]},${y}H${x[1]}M${middle},${y - 5}V${y + 5}` +
          `M${x[0] - 13},${y}h6M${x[1] + 7},${y}h6m-3,-3v6`,
      );
      const at = place.strengths[i];
      text.attr("x", at[0]).attr("y", at[1]);
    }
    return {
      place: place_,
      update() {
        text.text(mV());
        move();
      },
    };
  }
}

const signed = (mV) => (mV > 0 ? `+${fixed(mV, 1)}` : fixed(mV, 1));

/**
 * Points of a circle, so that it can be drawn through a layout's map.
 * @param {number[]} centre
 */
function ring([u, v], radius) {
  return Array.from({ length: 18 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 18;
    return [u + radius * Math.cos(angle), v + radius * Math.sin(angle)];
  });
}

// A small circle, and the two lines that open from it to the lens.
function magnifier([x, y], r, [X, Y], R, withLines) {
  const circle = `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
  if (!withLines) return circle;
  const angle = Math.atan2(Y - y, X - x);
  const spread = Math.acos((r - R) / Math.hypot(X - x, Y - y));
  const lines = [spread, -spread].map((s) => {
    const [cos, sin] = [Math.cos(angle + s), Math.sin(angle + s)];
    return `M${x + r * cos},${y + r * sin}L${X + R * cos},${Y + R * sin}`;
  });
  return circle + lines.join("");
}

/** The label of a part; its own data-part is that of its counterpart. */
function partLabel(parent, key, t) {
  const part = { dendrites: "soma", terminals: "axon" }[key] ?? key;
  const group = parent
    .append("g")
    .attr("data-part", part)
    .attr("class", "nn-part-label");
  const line = group.append("path");
  const hit = group.append("rect").attr("rx", 4);
  const text = group.append("text").attr("class", "nn-halo");
  const rows = t(`labels.${key}`).split("\n");
  rows.forEach((row) => text.append("tspan").text(row));
  return {
    place({ at: [x, y], anchor, line: ends }) {
      text.attr("text-anchor", anchor);
      text
        .selectAll("tspan")
        .attr("x", x)
        .attr("y", (_, i) => y + i * 17);
      line.attr("d", ends ? `M${ends[0]}L${ends[1]}` : "");
      const box = text.node().getBBox();
      hit
        .attr("x", box.x - 5)
        .attr("y", box.y - 4)
        .attr("width", box.width + 10)
        .attr("height", Math.max(box.height + 8, 24));
    },
  };
}
