// A perceptron's weights in the plane of its inputs, before and after a correction.
import { arrowPath } from "./plane.js";

const MAX_SHARE = 0.57; // of half the plane; longer arrows are all drawn shorter

/**
 * The weights as an arrow from the origin; after a correction the old ones too, and what
 * was added to them: the point's own direction, towards it or away from it. Returns
 * update(w, before), where `before` may be missing.
 */
export function weightArrows(chart) {
  const arrow = (className) =>
    chart.marks.append("path").attr("class", `nn-arrow ${className}`);
  const [before, change, now] = ["nn-before", "nn-change", ""].map(arrow);
  const label = chart.marks
    .append("text")
    .attr("class", "nn-arrow-label nn-halo")
    .attr("text-anchor", "middle")
    .text("w");
  return (w, old) => {
    const longest = Math.max(Math.hypot(...w), old ? Math.hypot(...old) : 0);
    const room = MAX_SHARE * chart.x.domain()[1];
    const scale = Math.min(1, room / (longest || 1));
    const end = w.map((v) => v * scale);
    const start = old?.map((v) => v * scale);
    const origin = [0, 0];
    now.attr("d", arrowPath(chart, origin, end));
    before.attr("d", old ? arrowPath(chart, origin, start) : "");
    change.attr("d", old ? arrowPath(chart, start, end) : "");
    const length = Math.hypot(...end);
    label
      .style("display", length > 0.05 ? null : "none")
      .attr("x", chart.x(end[0] * (1 + (0.075 * chart.x.domain()[1]) / (length || 1))))
      .attr(
        "y",
        chart.y(end[1] * (1 + (0.075 * chart.x.domain()[1]) / (length || 1))) + 5,
      );
  };
}
