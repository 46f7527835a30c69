// A pen whose ink looks like that of the images that the network has learned from: they
// were black and white at 32 × 32 points, and a cell's ink is the number of the black ones
// among its 4 × 4 (as scikit-learn's load_digits tells). So the pen blackens points, too.
import { INK } from "./digit-network.js";

const SIDE = 8; // cells
const FINE = 4; // points in a cell, along a side
const RADIUS = 2.5; // points; the images have 4.9 of ink in a cell, a stroke drawn so, too

/**
 * A pen over a drawing of 64 amounts of ink, or an eraser. to(x, y) moves it, in cells from
 * the upper left corner, and returns the drawing then.
 * @param {number[]} drawing
 */
export function pen(drawing, { erases = false } = {}) {
  const black = new Uint8Array((SIDE * FINE) ** 2);
  let last;

  function blacken(x, y) {
    const [u, v] = [x * FINE, y * FINE];
    const from = (c) => Math.max(0, Math.floor(c - RADIUS));
    const to = (c) => Math.min(SIDE * FINE - 1, Math.ceil(c + RADIUS));
    for (let row = from(v); row <= to(v); row++)
      for (let column = from(u); column <= to(u); column++)
        if (Math.hypot(column + 0.5 - u, row + 0.5 - v) <= RADIUS)
          black[row * SIDE * FINE + column] = 1;
  }

  return {
    to(x, y) {
      last ??= [x, y];
      const length = Math.hypot(x - last[0], y - last[1]);
      const count = Math.max(1, Math.ceil(length * 2 * FINE));
      for (let i = 1; i <= count; i++)
        blacken(
          last[0] + ((x - last[0]) * i) / count,
          last[1] + ((y - last[1]) * i) / count,
        );
      last = [x, y];
      const ink = Array(SIDE * SIDE).fill(0);
      black.forEach((on, i) => {
        const row = Math.floor(i / (SIDE * FINE * FINE));
        const column = Math.floor((i % (SIDE * FINE)) / FINE);
        ink[row * SIDE + column] += on;
      });
      return drawing.map((had, i) =>
        erases ? (ink[i] > INK / 3 ? 0 : had) : Math.max(had, ink[i]),
      );
    },
  };
}
