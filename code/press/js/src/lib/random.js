// Random numbers that a seed repeats: the same seed draws the same figure everywhere.
import { shuffler } from "d3-array";
import { randomLcg } from "d3-random";

/** A source of uniform numbers in [0, 1), as Math.random, from an integer seed. */
export const seeded = (seed) => randomLcg(scramble(seed));

/**
 * A source of standard normal numbers over a uniform one: the same numbers as d3's
 * randomNormal, in half the time, for a pair shares its root and logarithm (the polar
 * method of Marsaglia, 1964). A deep network's weights take 200,000 within a frame.
 */
export function normals(random) {
  let spare = 0;
  let isSpare = false;
  return () => {
    isSpare = !isSpare;
    if (!isSpare) return spare;
    let x, y, square;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square === 0 || square > 1);
    const stretch = Math.sqrt((-2 * Math.log(square)) / square);
    spare = x * stretch;
    return y * stretch;
  };
}

/** Shuffle an array in place; returns it. */
export const shuffle = (random, array) => shuffler(random)(array);

// Neighbouring seeds would give a linear congruential generator neighbouring first
// numbers: mix the bits first (the finalizer of MurmurHash3, Appleby 2011).
function scramble(seed) {
  let h = (seed ^ 0x9e3779b9) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
