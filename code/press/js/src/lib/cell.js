// The shape of a nerve cell, in units of a pixel at full size: the cell body lies around
// the origin, dendrites reach to the left (u < 0), the axon runs to the right (u > 0).
// A layout turns (u, v) into places of the picture, so the same cell can stand upright.
import { clamp } from "./numbers.js";

/** Points on a cubic Bézier curve [start, control, control, end]. */
export function sampleCurve([p, q, r, s], count = 16) {
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = i / count;
    const [a, b] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t];
    const [c, d] = [3 * (1 - t) * t ** 2, t ** 3];
    return [0, 1].map((k) => a * p[k] + b * q[k] + c * r[k] + d * s[k]);
  });
}

/** The outline of a branch along `spine` whose width goes from `start` to `end`. */
export function taper(spine, start, end) {
  /** @type {number[][][]} */
  const [left, right] = [[], []];
  spine.forEach(([u, v], i) => {
    const [u0, v0] = spine[Math.max(i - 1, 0)];
    const [u1, v1] = spine[Math.min(i + 1, spine.length - 1)];
    const length = Math.hypot(u1 - u0, v1 - v0) || 1;
    const half = (start + ((end - start) * i) / (spine.length - 1)) / 2;
    const [nu, nv] = [(-(v1 - v0) / length) * half, ((u1 - u0) / length) * half];
    left.push([u + nu, v + nv]);
    right.unshift([u - nu, v - nv]);
  });
  return [...left, ...right];
}

/** Where a share (0 to 1) of the way along `points` lies. */
export function along(points, share) {
  const lengths = points.map((p, i) =>
    i ? Math.hypot(p[0] - points[i - 1][0], p[1] - points[i - 1][1]) : 0,
  );
  let rest = clamp(share, 0, 1) * lengths.reduce((a, b) => a + b, 0);
  for (let i = 1; i < points.length; i++) {
    if (rest <= lengths[i] || i === points.length - 1) {
      const part = lengths[i] ? Math.min(rest / lengths[i], 1) : 0;
      return [0, 1].map(
        (k) => points[i - 1][k] + part * (points[i][k] - points[i - 1][k]),
      );
    }
    rest -= lengths[i];
  }
  return points[0];
}

/** A closed curve through points, as dense points (Catmull-Rom). */
export function smoothLoop(points, per = 8) {
  const at = (i) => points[(i + points.length) % points.length];
  return points.flatMap((_, i) => {
    const [p, q, r, s] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const control = (a, b, c) => [0, 1].map((k) => b[k] + (c[k] - a[k]) / 6);
    return sampleCurve([q, control(p, q, r), control(s, r, q), r], per).slice(0, -1);
  });
}

const RADII = [35, 36, 38, 33, 36, 39, 36, 39, 35, 33, 38, 36];

/** The cell body. */
export const SOMA = smoothLoop(
  RADII.map((radius, i) => {
    const angle = (2 * Math.PI * i) / RADII.length;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
);

const branch = (curve, start, end) => ({ spine: sampleCurve(curve), start, end });

/** Dendrites; the first three carry the synapses at their tips. */
export const DENDRITES = [
  branch(
    [
      [-20, -22],
      [-50, -50],
      [-76, -64],
      [-124, -76],
    ],
    17,
    5,
  ),
  branch(
    [
      [-28, 2],
      [-70, 8],
      [-95, -4],
      [-138, 4],
    ],
    17,
    5,
  ),
  branch(
    [
      [-18, 24],
      [-42, 56],
      [-62, 72],
      [-108, 86],
    ],
    17,
    5,
  ),
  branch(
    [
      [-72, -61],
      [-90, -84],
      [-100, -96],
      [-108, -120],
    ],
    7,
    2.5,
  ),
  branch(
    [
      [-52, -46],
      [-74, -44],
      [-92, -34],
      [-122, -38],
    ],
    7,
    2.5,
  ),
  branch(
    [
      [-84, 3],
      [-100, 18],
      [-112, 24],
      [-134, 40],
    ],
    7,
    2.5,
  ),
  branch(
    [
      [-52, 62],
      [-60, 84],
      [-58, 98],
      [-72, 122],
    ],
    7,
    2.5,
  ),
  branch(
    [
      [10, -26],
      [24, -62],
      [16, -84],
      [34, -120],
    ],
    15,
    3.5,
  ),
  branch(
    [
      [20, -72],
      [38, -84],
      [52, -84],
      [72, -96],
    ],
    7,
    2.5,
  ),
  branch(
    [
      [12, 26],
      [26, 62],
      [20, 84],
      [38, 118],
    ],
    14,
    3.5,
  ),
  branch(
    [
      [22, 74],
      [8, 92],
      [6, 104],
      [-6, 120],
    ],
    6.5,
    2.5,
  ),
];
/** Where the dendrite's own side of each synapse lies: its last point. */
export const SYNAPSES = DENDRITES.slice(0, 3).map(
  ({ spine }) => spine[spine.length - 1],
);

/** The cone in which the axon begins. */
export const HILLOCK = branch(
  [
    [24, 0],
    [42, 0],
    [52, 0],
    [74, 0],
  ],
  44,
  9,
);
/** The axon, from the hillock to where it branches. */
export const AXON = branch(
  [
    [70, 0],
    [120, -7],
    [170, 9],
    [226, 0],
  ],
  9,
  7,
);
/** Its terminals, each ending in a bouton. */
export const TERMINALS = [
  branch(
    [
      [222, 0],
      [246, -10],
      [250, -50],
      [284, -58],
    ],
    6,
    3.5,
  ),
  branch(
    [
      [222, 0],
      [250, -4],
      [262, -20],
      [294, -20],
    ],
    6,
    3.5,
  ),
  branch(
    [
      [222, 0],
      [250, 4],
      [262, 22],
      [294, 20],
    ],
    6,
    3.5,
  ),
  branch(
    [
      [222, 0],
      [246, 10],
      [250, 50],
      [284, 58],
    ],
    6,
    3.5,
  ),
];
export const BOUTON = 7;

/** From each synapse through its dendrite to the middle of the cell body. */
export const INWARD = DENDRITES.slice(0, 3).map(({ spine }) => [
  ...spine.toReversed(),
  [0, 0],
]);
/** From the hillock to the end of each terminal. */
export const OUTWARD = TERMINALS.map(({ spine }) => [[30, 0], ...AXON.spine, ...spine]);
