// Draws a computational graph: values stand below their nodes, gradients below the values,
// and each edge carries upstream × local = downstream.
import { select } from "d3-selection";
import {
  arrange,
  CHARACTER,
  FIELD,
  halfHeight,
  halfWidth,
  LINE,
  RADIUS,
  symbolOf,
} from "./graph-layout.js";

/**
 * A picture inside `parent`: {frame, draw}. draw(graph, scene, available) brings it up to
 * date for a page `available` pixels wide, and number fields may stand in the element
 * frame. The scene says
 *   texts(node, isRoomy)   lines {role, text} below it: value, gradient, ...; isRoomy
 *                     where there is room for more figures and for sums
 *   edge(id, input)   {flow: "none", "forward" or "backward", current,
 *                     parts: [], ["?"] or [upstream, local, downstream]}
 *   state(node)       class names: "nn-done", "nn-current", "nn-problem"
 * draw() returns {at: Map(id -> {x, y}), down}: where the nodes lie, and whether the
 * graph runs down the page.
 */
export function graphPicture(parent) {
  const frame = select(parent).append("div").attr("class", "nn-picture");
  const svg = frame.append("svg").attr("class", "nn-plot").attr("aria-hidden", "true");
  const edgeLayer = svg.append("g");
  const nodeLayer = svg.append("g");
  const labelLayer = svg.append("g");
  let known;

  function draw(graph, scene, available) {
    if (known?.graph !== graph || known.available !== available)
      known = { graph, available, ...arrange(graph, available) };
    const { width, height, at, edges, down } = known;
    frame.style("width", `${width}px`);
    svg
      .attr("viewBox", `0 0 ${width} ${height}`)
      .attr("width", width)
      .attr("height", height);
    drawEdges(edgeLayer, edges, scene, down);
    drawLabels(labelLayer, edges, scene, known);
    drawNodes(nodeLayer, graph, at, scene, down);
    return known;
  }
  return { draw, frame: frame.node() };
}

function drawEdges(layer, edges, scene, down) {
  const groups = layer
    .selectAll("g")
    .data(edges)
    .join((enter) => {
      const group = enter.append("g");
      group.append("path").attr("class", "nn-way");
      group.append("path").attr("class", "nn-head");
      return group;
    })
    .attr("class", (edge) => {
      const { flow, current } = scene.edge(edge.to, edge.input);
      return `nn-edge nn-${flow} ${current ? "nn-current" : ""}`;
    });
  groups.select(".nn-way").attr("d", (edge) => edge.path);
  groups.select(".nn-head").attr("d", (edge) => {
    const back = scene.edge(edge.to, edge.input).flow === "backward";
    return head(back ? edge.start : edge.end, back ? 1 : -1, down);
  });
}

// A small triangle whose tip is at the point and whose base lies `way` from it.
function head({ x, y }, way, down) {
  const [l, w] = [8 * way, 4];
  return down
    ? `M${x},${y}L${x - w},${y + l}L${x + w},${y + l}Z`
    : `M${x},${y}L${x + l},${y - w}L${x + l},${y + w}Z`;
}

// In a brief picture a label says its whole product while the pointer is on it.
function drawLabels(layer, edges, scene, { gap, lines, brief, down }) {
  const groups = layer
    .selectAll("g")
    .data(edges)
    .join((enter) => {
      const group = enter.append("g");
      group.append("rect").attr("rx", 4);
      group.append("text").attr("text-anchor", "middle");
      return group;
    })
    .attr("transform", ({ label }) => `translate(${label.x},${label.y})`)
    .on("pointerenter", (event) => write(select(event.currentTarget).raise(), true))
    .on("pointerleave", (event) => write(select(event.currentTarget), false))
    .each(function () {
      write(select(this), false);
    });
  groups.filter((edge) => scene.edge(edge.to, edge.input).current).raise();

  function write(group, whole) {
    const edge = group.datum();
    const { parts, current } = scene.edge(edge.to, edge.input);
    const isWhole = !brief || current || whole;
    const rows = fittingRows(isWhole ? parts : parts.slice(-1));
    const [width, height] = [widthOf(rows), rows.length * LINE];
    const framed = parts.length > 1 && (current || (brief && whole));
    group.attr("class", framed ? "nn-label nn-framed" : "nn-label");
    group
      .select("rect")
      .attr("x", -width / 2)
      .attr("y", -height / 2)
      .attr("width", rows.length ? width : 0)
      .attr("height", height);
    group
      .select("text")
      .selectAll("tspan.nn-row")
      .data(rows)
      .join("tspan")
      .attr("class", "nn-row")
      .attr("x", 0)
      .attr("y", (_, i) => 4.5 + (i - (rows.length - 1) / 2) * LINE)
      .selectAll("tspan")
      .data((row) => row)
      .join("tspan")
      .attr("class", ({ role }) => `nn-${role}`)
      .text(({ text }) => text);
  }

  // Long numbers take another line where they would cover the nodes.
  function fittingRows(parts) {
    for (let count = lines; ; count++) {
      const rows = rowsOf(parts, count);
      if (down || count === 3 || widthOf(rows) < gap) return rows;
    }
  }
}

const widthOf = (rows) =>
  4 +
  CHARACTER *
    Math.max(0, ...rows.map((row) => row.reduce((n, { text }) => n + text.length, 0)));

// The parts of "upstream × local = downstream" in one, two or three rows.
function rowsOf(parts, lines) {
  if (!parts.length) return [];
  if (parts.length === 1) return [[{ role: lone(parts[0]), text: parts[0] }]];
  const [upstream, local, downstream] = parts;
  const a = { role: "upstream", text: upstream };
  const b = { role: "local", text: lines === 3 ? `× ${local}` : ` × ${local}` };
  const c = {
    role: "downstream",
    text: lines === 1 ? ` = ${downstream}` : `= ${downstream}`,
  };
  return [[[a, b, c]], [[a, b], [c]], [[a], [b], [c]]][lines - 1];
}

const lone = (text) => (/\d|∞/.test(text) ? "downstream" : "question");

function drawNodes(layer, graph, at, scene, down) {
  const groups = layer
    .selectAll("g.nn-node")
    .data(graph.nodes)
    .join((enter) => {
      const group = enter.append("g");
      group.append("rect");
      group.append("text").attr("class", "nn-symbol").attr("text-anchor", "middle");
      group
        .append("text")
        .attr("class", "nn-name nn-halo")
        .attr("text-anchor", "middle");
      group.append("g").attr("class", "nn-texts");
      return group;
    })
    .attr("class", (node) => `nn-node nn-${node.kind} ${scene.state(node)}`)
    .attr("transform", ({ id }) => `translate(${at.get(id).x},${at.get(id).y})`);
  groups
    .select("rect")
    .attr("x", (node) => -halfWidth(node))
    .attr("y", (node) => -halfHeight(node))
    .attr("width", (node) => 2 * halfWidth(node))
    .attr("height", (node) => 2 * halfHeight(node))
    .attr("rx", ({ kind }) => (kind === "operation" ? RADIUS : 6));
  groups
    .select(".nn-symbol")
    .attr("y", ({ op }) => (op === "pow" ? 11 : 5))
    .style("font-size", ({ op }) => (op === "pow" ? "24px" : null))
    .text(symbolOf);
  groups
    .select(".nn-name")
    .attr("x", down ? -RADIUS - 4 : 0)
    .attr("y", down ? -RADIUS + 6 : -RADIUS - 5)
    .attr("text-anchor", down ? "end" : "middle")
    .text((node) => (node.kind === "operation" ? (node.name ?? "") : ""));
  groups.select(".nn-texts").each(function (node) {
    drawTexts(select(this), node, scene, down);
  });
}

// Value, gradient and check: below the node, or right of it where the graph runs down.
function drawTexts(group, node, scene, down) {
  const isVariable = node.kind === "variable";
  const rows = scene.texts(node, !down);
  const first = down ? (isVariable ? 13 : -2) : RADIUS + (isVariable ? FIELD : 4) + 13;
  group
    .selectAll("text")
    .data(rows)
    .join("text")
    .attr("class", ({ role }) => `nn-halo nn-${role}`)
    .attr("text-anchor", down ? "start" : "middle")
    .attr("x", down ? RADIUS + 3 : 0)
    .attr("y", (_, i) => first + i * LINE)
    .text(({ text }) => text);
}
