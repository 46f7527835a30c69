// The line w·x + b = 0 and its two half-planes inside a box {x: [min, max], y: [...]}.

const corners = ({ x, y }) => [
  [x[0], y[0]],
  [x[1], y[0]],
  [x[1], y[1]],
  [x[0], y[1]],
];
/** @param {number[]} point */
const side = ([x, y], w, b) => w[0] * x + w[1] * y + b;

/** The corners of the part of the box where w·x + b >= 0; [] where there is none. */
export function halfPlane(box, w, b) {
  const polygon = [];
  const around = corners(box);
  around.forEach((p, i) => {
    const q = around[(i + 1) % 4];
    const [zp, zq] = [side(p, w, b), side(q, w, b)];
    if (zp >= 0) polygon.push(p);
    if (zp >= 0 !== zq >= 0) polygon.push(between(p, q, zp / (zp - zq)));
  });
  return polygon;
}

/** Both ends of the line in the box, or null where it passes outside (or w is 0). */
export function lineInBox(box, w, b) {
  const around = corners(box);
  const ends = [];
  around.forEach((p, i) => {
    const q = around[(i + 1) % 4];
    const [zp, zq] = [side(p, w, b), side(q, w, b)];
    if (zp >= 0 !== zq >= 0) ends.push(between(p, q, zp / (zp - zq)));
  });
  return ends.length === 2 ? ends : null;
}

/**
 * The point of the line that is nearest to p; null where w is 0 and there is no line.
 * @param {number[]} p
 */
export function nearestOnLine([x, y], w, b) {
  const square = w[0] ** 2 + w[1] ** 2;
  if (square === 0) return null;
  const share = side([x, y], w, b) / square;
  return [x - share * w[0], y - share * w[1]];
}

const between = (p, q, share) => [
  p[0] + share * (q[0] - p[0]),
  p[1] + share * (q[1] - p[1]),
];
