// Chapter 7's small app store: twelve apps of two genres, and the truth about who installs
// what. A user has one app and is shown another; some pairs are never shown. No DOM.
import declared from "../state/memorize-generalize.json" with { type: "json" };

/** Keys of the apps' names in the catalogue; six of each genre. */
export const APPS = declared.installed.options;
export const N = APPS.length;
const GENRE_SIZE = 6;
const RATES = { planted: 0.1, genre: 0.02, other: 0.002 };

/** Pairs [installed, shown] that no taste explains. */
export const PLANTED = [
  [0, 6],
  [7, 2],
  [10, 4],
];
// Pairs that the store never shows: in each row one of the same genre and one of the other.
const WITHHELD = [
  [0, 1],
  [0, 10],
  [1, 4],
  [1, 11],
  [2, 3],
  [2, 7],
  [3, 5],
  [3, 9],
  [4, 0],
  [4, 7],
  [5, 2],
  [5, 6],
  [6, 4],
  [6, 10],
  [7, 5],
  [7, 6],
  [8, 3],
  [8, 11],
  [9, 2],
  [9, 8],
  [10, 1],
  [10, 7],
  [11, 0],
  [11, 7],
];

/** @param {number[]} pair */
const cell = ([installed, shown]) => installed * N + shown;
const planted = new Set(PLANTED.map(cell));
const withheld = new Set(WITHHELD.map(cell));

export const genreOf = (app) => Math.floor(app / GENRE_SIZE);
export const isPlanted = (pair) => planted.has(cell(pair));
/** Whether the store ever shows the second app to users who have the first. */
export const isShown = ([installed, shown]) =>
  installed !== shown && !withheld.has(cell([installed, shown]));

/** The true rate of an install; NaN for an app and itself. */
export function trueRate([installed, shown]) {
  if (installed === shown) return NaN;
  if (isPlanted([installed, shown])) return RATES.planted;
  return genreOf(installed) === genreOf(shown) ? RATES.genre : RATES.other;
}

/** For each cell of the grid [installed, shown], row by row: f of its pair. */
export const grid = (f) =>
  Array.from({ length: N * N }, (_, i) => f([Math.floor(i / N), i % N]));

const TRUTH = grid(trueRate);
const SHOWN = grid((pair) => pair)
  .filter(isShown)
  .map(cell);

/**
 * Draw `size` impressions: how often each cell was `shown` and how often that ended in an
 * install (`installs`), as arrays over the grid that are filled anew.
 */
export function drawBatch(random, size, { shown, installs }) {
  shown.fill(0);
  installs.fill(0);
  for (let i = 0; i < size; i++) {
    const at = SHOWN[Math.floor(random() * SHOWN.length)];
    shown[at] += 1;
    if (random() < TRUTH[at]) installs[at] += 1;
  }
}
