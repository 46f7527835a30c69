// What is worth showing of a function's graph: its range, its jumps, and where it is flat.
import { clamp } from "./numbers.js";

/**
 * A y range that holds `values`: never smaller than `least`, never larger than `most`
 * (each [low, high]), with a little room above and below what it holds.
 */
export function fitRange(values, least, most) {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const room = 0.06 * (Math.min(high, most[1]) - Math.max(low, most[0]));
  return [
    Math.max(most[0], Math.min(least[0], low - room)),
    Math.min(most[1], Math.max(least[1], high + room)),
  ];
}

/** Points [x, y] with a gap (NaN) where the function jumps, as the step function does. */
export function withGaps(points) {
  const rise = (i) => Math.abs((points[i]?.[1] ?? NaN) - (points[i - 1]?.[1] ?? NaN));
  return points.flatMap((point, i) => {
    // A jump is large, and much larger than what the curve does on both of its sides.
    const around = 10 * Math.max(rise(i - 1) || 0, rise(i + 1) || 0);
    return rise(i) > 0.3 && rise(i) > around ? [[point[0], NaN], point] : [point];
  });
}

/** Stretches [from, to] of the grid, longer than `least`, where |slope| < `limit`. */
export function flatSpans(grid, slopes, limit, least = 0.5) {
  const spans = [];
  let open = null;
  grid.forEach((z, i) => {
    const flat = Math.abs(slopes[i]) < limit;
    if (flat && open === null) open = z;
    if (open !== null && (!flat || i === grid.length - 1)) {
      spans.push([open, flat ? z : grid[i - 1]]);
      open = null;
    }
  });
  return spans.filter(([from, to]) => to - from > least);
}

/** A function that is known at the points of a grid only: linear between them. */
export function interpolate(grid, values) {
  const step = (grid.at(-1) - grid[0]) / (grid.length - 1);
  return (z) => {
    const i = clamp(Math.floor((z - grid[0]) / step), 0, grid.length - 2);
    const share = (z - grid[i]) / step;
    if (share <= 0) return values[i] ?? NaN; // JSON has null where Python had NaN
    const next = values[i + 1] ?? NaN;
    return share >= 1 ? next : (values[i] ?? NaN) + share * (next - (values[i] ?? NaN));
  };
}
