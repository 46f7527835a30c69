// The plane of a unit with two inputs: the half-planes of its two answers, and the line
// between them.
import { halfPlane, lineInBox } from "./halfplane.js";
import "./plane.css";

/**
 * Draws into `chart` (a square plot) under and over its points. update(w, b) brings it
 * up to date; `labels` {one, zero} name the half-planes in the corner farthest inside.
 */
export function halfPlanes(chart, labels) {
  const polygon = (className) =>
    chart.under.append("path").attr("class", `nn-half ${className}`);
  const areas = [polygon("nn-one"), polygon("nn-zero")];
  const line = chart.marks.append("line").attr("class", "nn-boundary");
  const texts = [labels.one, labels.zero].map((label, i) =>
    chart.marks
      .append("text")
      .attr("class", `nn-half-label nn-halo ${i ? "nn-zero" : "nn-one"}`)
      .text(label),
  );

  return function update(w, b) {
    const box = boxOf(chart);
    const minus = w.map((v) => -v);
    const shape = (points) => (points.length ? `M${points.map(place).join("L")}Z` : "");
    areas[0].attr("d", shape(halfPlane(box, w, b)));
    // z = 0 belongs to the answer 1, so with w = 0 and b = 0 nothing is left for 0.
    const rest = w[0] || w[1] || b < 0 ? halfPlane(box, minus, -b) : [];
    areas[1].attr("d", shape(rest));
    drawSegment(line, chart, lineInBox(box, w, b));
    corner(texts[0], w, b, 1);
    corner(texts[1], minus, -b, -1);
  };

  function place([x, y]) {
    return `${chart.x(x).toFixed(1)},${chart.y(y).toFixed(1)}`;
  }

  // In the corner where the answer is clearest, if it is on this side at all.
  function corner(text, w, b, sign) {
    const [x0, x1] = chart.x.range();
    const [y0, y1] = chart.y.range();
    const spots = [
      [x1 - 8, y1 + 18, "end"],
      [x0 + 8, y0 - 10, "start"],
      [x1 - 8, y0 - 10, "end"],
      [x0 + 8, y1 + 18, "start"],
    ].map(([px, py, anchor]) => {
      const z = w[0] * chart.x.invert(px) + w[1] * chart.y.invert(py) + b;
      return { px, py, anchor, z };
    });
    const best = spots.reduce((a, c) => (c.z > a.z + 1e-9 ? c : a));
    const shown = sign > 0 ? best.z >= 0 : best.z > 0;
    text
      .style("display", shown ? null : "none")
      .attr("x", best.px)
      .attr("y", best.py)
      .attr("text-anchor", best.anchor);
  }
}

/** Grid lines, and their numbers outside; returns update(ticks). */
export function planeAxes(chart) {
  const grid = chart.under.append("path").attr("class", "nn-grid");
  const group = chart.svg
    .append("g")
    .attr("class", "nn-axes")
    .attr("aria-hidden", true);
  const number = (v) => String(v).replace("-", "−");
  return (ticks) => {
    const [x0, x1] = chart.x.range();
    const [y0, y1] = chart.y.range();
    const lines = ticks.map(
      (v) => `M${chart.x(v)},${y0}V${y1}M${x0},${chart.y(v)}H${x1}`,
    );
    grid.attr("d", lines.join(""));
    const labels = [
      ...ticks.map((v) => [number(v), chart.x(v), chart.height - 6]),
      ...ticks.map((v) => [number(v), 10, chart.y(v) + 4]),
      ["x₁", x1 - 10, chart.height - 6],
      ["x₂", 10, y1 + 12],
    ];
    group
      .selectAll("text")
      .data(labels)
      .join("text")
      .attr("text-anchor", "middle")
      .attr("x", (d) => d[1])
      .attr("y", (d) => d[2])
      .text((d) => d[0]);
  };
}

/** What a plot shows, in data units. */
export function boxOf(chart) {
  return { x: chart.x.domain(), y: chart.y.domain() };
}

/** Put an SVG line between two points in data units; hide it where there are none. */
export function drawSegment(node, chart, ends) {
  node.style("display", ends ? null : "none");
  if (!ends) return;
  const [[xa, ya], [xb, yb]] = ends;
  node
    .attr("x1", chart.x(xa))
    .attr("y1", chart.y(ya))
    .attr("x2", chart.x(xb))
    .attr("y2", chart.y(yb));
}

/** An arrow as one closed-headed path, its head at `to`; nothing if too short. */
export function arrowPath(chart, from, to) {
  const [xa, ya, xb, yb] = [
    chart.x(from[0]),
    chart.y(from[1]),
    chart.x(to[0]),
    chart.y(to[1]),
  ];
  const length = Math.hypot(xb - xa, yb - ya);
  if (length < 1) return "";
  const [ux, uy] = [(xb - xa) / length, (yb - ya) / length];
  const head = Math.min(12, length * 0.8);
  const [bx, by] = [xb - head * ux, yb - head * uy];
  const wing = (s) => `${bx + s * head * 0.45 * uy},${by - s * head * 0.45 * ux}`;
  return `M${xa},${ya}L${bx},${by}M${wing(1)}L${xb},${yb}L${wing(-1)}Z`;
}
