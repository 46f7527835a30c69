// Direct labels: names written beside their curves, so that no legend is needed. No
// label covers a curve or another label. All lengths in px, no DOM.
import { clamp } from "./numbers.js";

const CLEAR = 4; // px between a label and any curve
const APART = { x: 14, y: 4 }; // px between two labels
const OVERHANG = 12; // px by which a label may be wider than the column it names
const NEAR = 14; // px up to which a label needs no line to its curve
const DISTANCES = [5, 9, 15, 24, 36, 52, 72, 96, 124];
const ALIGNMENTS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Places labels in a frame {left, right, top, bottom} over curves, each a list of
 * points [x, y] from left to right with NaN for a gap.
 *   beside(i, {width, height})   next to curve i: {x, y, anchor, leader}, the box's left
 *                                top, the point of the curve it names, and whether it is
 *                                so far off that a line should lead there; or null
 *   inside({left, right}, size)  anywhere free in a column of the frame: {x, y} or null
 *   reserve(box)                 keep a box {x, y, width, height} free
 * What was placed stays free of what is placed later.
 */
export function labelPlacer(curves, frame) {
  const profiles = curves.map((points) => profile(points, frame));
  const taken = [];
  const reserve = (box) => taken.push(box);

  function free(box) {
    return (
      box.x >= frame.left &&
      box.y >= frame.top &&
      box.x + box.width <= frame.right &&
      box.y + box.height <= frame.bottom &&
      !taken.some((other) => overlap(box, other)) &&
      !profiles.some((curve) => meets(curve, box, frame))
    );
  }

  function beside(i, size) {
    const own = profiles[i];
    const others = profiles.filter((_, j) => j !== i);
    const every = Math.max(12, (frame.right - frame.left) / 30);
    let best;
    for (let x = frame.right - 4; x > frame.left; x -= every) {
      const at = Math.round(x - frame.left);
      const anchors = new Set([own.low[at], own.high[at]]);
      for (const y of anchors) {
        if (!(y > frame.top && y < frame.bottom)) continue;
        // Where curves run together a label would name them all.
        const crowded = others.some((o) => o.low[at] - y < 8 && y - o.high[at] < 8);
        for (const distance of DISTANCES) {
          const base = distance + (crowded ? 30 : 0) + 0.03 * (frame.right - x);
          if (best && base >= best.cost) break;
          for (const top of [y - distance - size.height, y + distance])
            for (const share of ALIGNMENTS) {
              const box = { x: x - share * size.width, y: top, ...size };
              if (!free(box)) continue;
              const cost = base + confusion(box, [x, y], distance);
              if (!best || cost < best.cost) best = { cost, box, anchor: [x, y] };
            }
        }
      }
    }
    if (!best) return null;
    reserve(best.box);
    const { box, anchor } = best;
    const leader = distanceTo(box, anchor) > NEAR;
    return { x: box.x, y: box.y, anchor, leader };

    function confusion(box, anchor, distance) {
      let cost = 0;
      for (const other of others) {
        if (gap(other, box, frame) < distance + 2) cost += 18;
        if (distance > NEAR && crosses(other, box, anchor, frame)) cost += 45;
      }
      return cost;
    }
  }

  function inside({ left, right }, size) {
    if (size.width > right - left + OVERHANG) return null;
    const middle = (left + right - size.width) / 2;
    const x = clamp(middle, frame.left, frame.right - size.width);
    for (let y = frame.top + 4; y + size.height < frame.bottom; y += 6) {
      const box = { x, y, ...size };
      if (!free(box)) continue;
      reserve(box);
      return { x, y };
    }
    return null;
  }

  return { beside, inside, reserve };
}

// Lowest and highest y of a curve in each column of 1 px: boxes are compared with these.
function profile(points, { left, right }) {
  const columns = Math.max(1, Math.ceil(right - left) + 1);
  const low = new Float64Array(columns).fill(Infinity);
  const high = new Float64Array(columns).fill(-Infinity);
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1];
    const [x1, y1] = points[i];
    if (!(Number.isFinite(y0) && Number.isFinite(y1))) continue;
    const first = Math.max(0, Math.floor(x0 - left));
    const last = Math.min(columns - 1, Math.ceil(x1 - left));
    for (let c = first; c <= last; c++) {
      const share = x1 > x0 ? (c + left - x0) / (x1 - x0) : 0;
      const y = y0 + Math.min(1, Math.max(0, share)) * (y1 - y0);
      low[c] = Math.min(low[c], y);
      high[c] = Math.max(high[c], y);
    }
  }
  return { low, high };
}

// Does a curve come closer to the box than it may?
function meets({ low, high }, box, { left }) {
  const first = Math.max(0, Math.floor(box.x - left - CLEAR));
  const last = Math.min(low.length - 1, Math.ceil(box.x + box.width - left + CLEAR));
  const [top, bottom] = [box.y - CLEAR, box.y + box.height + CLEAR];
  for (let c = first; c <= last; c++) if (high[c] > top && low[c] < bottom) return true;
  return false;
}

// Vertical distance between a box and a curve, 0 where they meet.
function gap({ low, high }, box, { left }) {
  const first = Math.max(0, Math.floor(box.x - left - CLEAR));
  const last = Math.min(low.length - 1, Math.ceil(box.x + box.width - left + CLEAR));
  let least = Infinity;
  for (let c = first; c <= last; c++) {
    if (low[c] === Infinity) continue;
    const above = box.y - high[c];
    const below = low[c] - (box.y + box.height);
    least = Math.min(least, Math.max(0, above, below));
  }
  return least;
}

const overlap = (a, b) =>
  a.x < b.x + b.width + APART.x &&
  b.x < a.x + a.width + APART.x &&
  a.y < b.y + b.height + APART.y &&
  b.y < a.y + a.height + APART.y;

/** The point of a box that lies nearest to a point. */
export const nearestPoint = (box, [x, y]) => [
  clamp(x, box.x, box.x + box.width),
  clamp(y, box.y, box.y + box.height),
];

function distanceTo(box, point) {
  const [x, y] = nearestPoint(box, point);
  return Math.hypot(x - point[0], y - point[1]);
}

// Does the line from a box to its anchor cross the curve?
function crosses({ low, high }, box, anchor, { left }) {
  const [x0, y0] = nearestPoint(box, anchor);
  const count = 12;
  let side = 0;
  for (let i = 0; i <= count; i++) {
    const share = (i / count) * 0.97;
    const x = x0 + share * (anchor[0] - x0);
    const y = y0 + share * (anchor[1] - y0);
    const c = Math.min(low.length - 1, Math.max(0, Math.round(x - left)));
    if (low[c] === Infinity) continue;
    const now = y < low[c] ? -1 : y > high[c] ? 1 : 0;
    if (now === 0 || (side && now !== side)) return true;
    side = now;
  }
  return false;
}
