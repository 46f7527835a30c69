// How a figure is made to fit into the room beside its sentence: all of it a little
// smaller, and its plots less high. Numbers only: no DOM.

// [zoom of the whole, part of a plot's height]. At the side width is scarce, in a band it
// is height. Letters of 13 px stay above 10 px: no zoom is below .78.
const LEVELS = {
  side: [
    [1, 1],
    [0.94, 1],
    [0.9, 0.94],
    [0.86, 0.88],
    [0.82, 0.8],
    [0.78, 0.72],
    [0.78, 0.6],
    [0.78, 0.48],
  ],
  band: [
    [1, 1],
    [1, 0.84],
    [0.96, 0.74],
    [0.92, 0.66],
    [0.88, 0.58],
    [0.84, 0.5],
    [0.8, 0.44],
    [0.78, 0.38],
  ],
};
const NARROW = 300; // px: below it, labels of a picture meet

/**
 * The levels for a place, the largest first; `width` px are there for the figure.
 * @param {import("./place.js").At} at
 * @param {number} width
 */
export function levelsFor(at, width) {
  const all = at === "side" ? LEVELS.side : LEVELS.band;
  return all.filter(([zoom], i) => width / zoom >= NARROW || i === all.length - 1);
}

/**
 * The first of `count` levels that fits, or the last. `fits(i)` tries one: that is a
 * layout of the figure, so that few are tried, and `known`, which has fitted before,
 * first.
 * @param {number} count
 * @param {(level: number) => boolean} fits
 * @param {number} [known]
 */
export function firstFit(count, fits, known) {
  let [low, high] = [0, count - 1];
  if (known !== undefined && known < count) {
    if (fits(known)) return known;
    low = Math.min(known + 1, high);
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
