// The artificial neuron as a diagram: inputs, weights, sum, bias and step, output; each
// part under its counterpart in the picture of the biological one.
import { select } from "d3-selection";
import { fixed } from "./format.js";
import { WIDE_FROM } from "./neuron-layout.js";
import { widthOf } from "./width.js";
import "./neuron-diagram.css";

// Rows are closer to each other on a phone.
const HIGH = { height: 166, rows: [22, 72, 122], node: 17, sum: 27 };
const LOW = { height: 121, rows: [18, 52, 86], node: 14, sum: 22 };
const INPUTS = [0, 1, 2];

/** Build it in `parent`, a part of the figure's `stage`; returns {layout(), update({x, w, b, z, y})}. */
export function neuronDiagram(parent, { t, stage }) {
  const svg = select(parent)
    .append("svg")
    .attr("class", "nn-plot nn-diagram")
    .attr("role", "img");
  const part = (name, node) => svg.append(node).attr("data-part", name);
  const edges = INPUTS.map(() => part("synapse", "path").attr("class", "nn-edge"));
  const inputs = INPUTS.map(() => circle("input"));
  const weights = INPUTS.map(() =>
    part("synapse", "text").attr("class", "nn-strength nn-halo"),
  );
  const names = INPUTS.map((i) =>
    part("input", "text")
      .attr("class", "nn-input-name")
      .text(t(`inputs.x${i + 1}`)),
  );
  const toStep = part("soma", "path").attr("class", "nn-wire");
  const toOutput = part("axon", "path").attr("class", "nn-wire");
  const fromBias = part("hillock", "path").attr("class", "nn-wire");
  const sum = circle("soma");
  const bias = part("hillock", "text").attr("class", "nn-bias");
  const net = part("soma", "text").attr("class", "nn-net");
  const box = part("hillock", "rect").attr("class", "nn-node").attr("rx", 6);
  const step = part("hillock", "path").attr("class", "nn-step-sign");
  const output = circle("axon");
  const labels = Object.fromEntries(
    ["input", "synapse", "soma", "hillock", "axon"].map((key) => [
      key,
      part(key, "text")
        .attr("class", "nn-counterpart")
        .text(t(key === "hillock" ? "activations.step" : `counterparts.${key}`)),
    ]),
  );
  sum.text.text("Σ").attr("class", "nn-sigma").attr("dy", 8);
  /** @type {ReturnType<typeof places>} */
  let at;

  function circle(name) {
    const node = part(name, "g");
    node.append("circle").attr("class", "nn-node");
    return { node, text: node.append("text").attr("dy", 5) };
  }

  function layout() {
    const width = Math.max(260, widthOf(svg.node().parentNode));
    if (at?.width === width) return;
    at = places(width, widthOf(stage) >= WIDE_FROM ? HIGH : LOW);
    const { height, rows, node: radius } = at;
    const middle = rows[1];
    svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    for (const one of [...inputs, output]) one.node.select("circle").attr("r", radius);
    sum.node.select("circle").attr("r", at.sumRadius);
    const move = (node, x, y) => node.attr("transform", `translate(${x},${y})`);
    inputs.forEach(({ node }, i) => move(node, at.input, rows[i]));
    // Where there is little room, the weights' own numbers have to do.
    names.forEach((name, i) =>
      move(name, at.input + radius + 14, rows[i] - 8).style(
        "display",
        at.wide ? null : "none",
      ),
    );
    rows.forEach((y, i) => {
      edges[i].attr(
        "d",
        `M${at.input + radius},${y}L${at.sum - at.sumRadius},${middle}`,
      );
      const share = at.wide ? 0.42 : 0.33; // farther on, edges run through labels
      const from = at.input + radius;
      move(
        weights[i],
        from + share * (at.sum - at.sumRadius - from),
        y + share * (middle - y) + (i === 2 ? 16 : -8),
      );
    });
    move(sum.node, at.sum, middle);
    move(net, at.sum, middle + at.sumRadius + 19);
    move(bias, at.sum, 13);
    fromBias.attr("d", `M${at.sum},19V${middle - at.sumRadius - 3}`);
    toStep.attr("d", `M${at.sum + at.sumRadius},${middle}H${at.step - 25}`);
    toOutput.attr("d", `M${at.step + 25},${middle}H${at.output - radius}`);
    box
      .attr("x", at.step - 25)
      .attr("y", middle - 20)
      .attr("width", 50)
      .attr("height", 40);
    step.attr(
      "d",
      `M${at.step - 16},${middle + 10}H${at.step}V${middle - 10}H${at.step + 16}`,
    );
    move(output.node, at.output, middle);
    for (const [key, label] of Object.entries(labels)) {
      label.style("text-anchor", at.labels[key].anchor);
      move(label, at.labels[key].x, height - 6);
    }
  }

  /** x: spikes of each input; w and b in mV; z and y what comes of them. */
  function update({ x, w, b, z, y }) {
    INPUTS.forEach((i) => {
      inputs[i].text.text(x[i]);
      weights[i].text(t("weight", { i: "₁₂₃"[i], w: fixed(w[i], 1) }));
      edges[i]
        .style("stroke-width", 1.5 + 5 * Math.min(Math.abs(w[i]) / 15, 1))
        .classed("nn-excites", w[i] > 0)
        .classed("nn-inhibits", w[i] < 0);
    });
    bias.text(t("bias", { b: fixed(b, 1) }));
    net.text(t("net", { z: fixed(z, 1) }));
    output.text.text(y);
    output.node.classed("nn-fires", y === 1);
    svg.attr(
      "aria-label",
      t("diagram", {
        x: x.join(", "),
        w: w.map((v) => fixed(v, 1)).join(", "),
        b: fixed(b, 1),
        z: fixed(z, 1),
        y,
      }),
    );
  }
  return { svg, layout, update };
}

function places(width, { height, rows, node, sum: sumRadius }) {
  const wide = width >= WIDE_FROM;
  const s = Math.min(width / 654, 1);
  const left = (width - 654 * s) / 2;
  const x = (design) => left + design * s;
  const at = wide
    ? { input: x(26), sum: x(330), step: x(424), output: x(612) }
    : {
        input: node + 3,
        sum: width * 0.58,
        step: width * 0.765,
        output: width - node - 3,
      };
  const middle = (v) => ({ x: v, anchor: "middle" });
  const labels = {
    input: { x: at.input - node, anchor: "start" },
    synapse: middle((at.input + at.sum) / 2),
    soma: middle(at.sum),
    hillock: middle(at.step),
    axon: { x: at.output + node, anchor: "end" },
  };
  return { width, height, rows, node, wide, sumRadius, ...at, labels };
}
