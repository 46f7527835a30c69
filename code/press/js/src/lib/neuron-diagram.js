// The artificial neuron as a diagram: inputs, weights, sum, bias and step, output; each
// part under its counterpart in the picture of the biological one.
import { select } from "d3-selection";
import { fixed } from "./format.js";
import { widthOf } from "./width.js";
import "./neuron-diagram.css";

const HEIGHT = 166;
const ROWS = [22, 72, 122];
const MIDDLE = 72;
const NODE = 17;
const SUM = 27;

/** Build it in `parent`; returns {layout(), update({x, w, b, z, y})}. */
export function neuronDiagram(parent, { t }) {
  const svg = select(parent)
    .append("svg")
    .attr("class", "nn-plot nn-diagram")
    .attr("role", "img");
  const part = (name, node) => svg.append(node).attr("data-part", name);
  const edges = ROWS.map(() => part("synapse", "path").attr("class", "nn-edge"));
  const inputs = ROWS.map(() => circle("input"));
  const weights = ROWS.map(() =>
    part("synapse", "text").attr("class", "nn-strength nn-halo"),
  );
  const names = ROWS.map((_, i) =>
    part("input", "text")
      .attr("class", "nn-input-name")
      .text(t(`inputs.x${i + 1}`)),
  );
  const toStep = part("soma", "path").attr("class", "nn-wire");
  const toOutput = part("axon", "path").attr("class", "nn-wire");
  const fromBias = part("hillock", "path").attr("class", "nn-wire");
  const sum = circle("soma", SUM);
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

  function circle(name, radius = NODE) {
    const node = part(name, "g");
    node.append("circle").attr("class", "nn-node").attr("r", radius);
    return { node, text: node.append("text").attr("dy", 5) };
  }

  function layout() {
    const width = Math.max(260, widthOf(svg.node().parentNode));
    if (at?.width === width) return;
    at = places(width);
    svg.attr("viewBox", `0 0 ${width} ${HEIGHT}`).attr("height", HEIGHT);
    const move = (node, x, y) => node.attr("transform", `translate(${x},${y})`);
    inputs.forEach(({ node }, i) => move(node, at.input, ROWS[i]));
    // Where there is little room, the weights' own numbers have to do.
    names.forEach((name, i) =>
      move(name, at.input + NODE + 14, ROWS[i] - 8).style(
        "display",
        at.wide ? null : "none",
      ),
    );
    ROWS.forEach((y, i) => {
      edges[i].attr("d", `M${at.input + NODE},${y}L${at.sum - SUM},${MIDDLE}`);
      const share = at.wide ? 0.42 : 0.35; // farther on, edges run through labels
      const from = at.input + NODE;
      move(
        weights[i],
        from + share * (at.sum - SUM - from),
        y + share * (MIDDLE - y) + (i === 2 ? 16 : -8),
      );
    });
    move(sum.node, at.sum, MIDDLE);
    move(net, at.sum, MIDDLE + SUM + 19);
    move(bias, at.sum, 13);
    fromBias.attr("d", `M${at.sum},19V${MIDDLE - SUM - 3}`);
    toStep.attr("d", `M${at.sum + SUM},${MIDDLE}H${at.step - 25}`);
    toOutput.attr("d", `M${at.step + 25},${MIDDLE}H${at.output - NODE}`);
    box
      .attr("x", at.step - 25)
      .attr("y", MIDDLE - 20)
      .attr("width", 50)
      .attr("height", 40);
    step.attr(
      "d",
      `M${at.step - 16},${MIDDLE + 10}H${at.step}V${MIDDLE - 10}H${at.step + 16}`,
    );
    move(output.node, at.output, MIDDLE);
    for (const [key, label] of Object.entries(labels)) {
      label.style("text-anchor", at.labels[key].anchor);
      move(label, at.labels[key].x, HEIGHT - 6);
    }
  }

  /** x: spikes of each input; w and b in mV; z and y what comes of them. */
  function update({ x, w, b, z, y }) {
    ROWS.forEach((_, i) => {
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

function places(width) {
  const wide = width >= 520;
  const s = Math.min(width / 654, 1);
  const left = (width - 654 * s) / 2;
  const x = (design) => left + design * s;
  const at = wide
    ? { input: x(26), sum: x(330), step: x(424), output: x(612) }
    : {
        input: NODE + 3,
        sum: width * 0.58,
        step: width * 0.765,
        output: width - NODE - 3,
      };
  const middle = (v) => ({ x: v, anchor: "middle" });
  const labels = {
    input: { x: at.input - NODE, anchor: "start" },
    synapse: middle((at.input + at.sum) / 2),
    soma: middle(at.sum),
    hillock: middle(at.step),
    axon: { x: at.output + NODE, anchor: "end" },
  };
  return { width, wide, ...at, labels };
}
