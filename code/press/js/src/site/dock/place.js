// Where a figure stands that has come to its sentence. Boxes and numbers only, in CSS px
// of the window: no DOM.

export const GAP = 8;
const LEAST_SIDE = 264; // what a figure needs beside the text
const MOST_SIDE = 560;
const MOST_BAND = 460; // and never more than half of the window
const LEAST_BAND = 200; // less has no room for a picture and its reading
const LINE = 6; // between a band and the sentence

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {"side" | "top" | "bottom"} At
 * @typedef {{at: At, left: number, width: number, room: number}} Place
 */

/**
 * The places for a figure, the best first: beside the text where the window leaves room for
 * it; else a band at that end of the window at which the sentence is not. Where that is
 * too low for a figure, it leaves the sentence free as far as its link, or the link alone.
 * `room` is the height that it may take.
 * @param {{width: number, height: number, head: number}} page  its window; `head` px at
 *   the top are covered
 * @param {Box} column  of the text
 * @param {Box[]} boxes  of the sentence, of it as far as the link, of the link
 * @returns {Place[]}
 */
export function placesFor(page, column, boxes) {
  const free = page.width - column.right - 2 * GAP;
  if (free >= LEAST_SIDE)
    return [
      {
        at: "side",
        left: column.right + GAP,
        width: Math.min(free, MOST_SIDE),
        room: page.height - page.head - 2 * GAP,
      },
    ];
  const bands = boxes.map((box) => bandFor(page, box));
  return bands.filter(({ room }) => room >= LEAST_BAND);
}

function bandFor({ width, height, head }, box) {
  const most = Math.min(height / 2, MOST_BAND);
  const bottom = height - box.bottom - LINE;
  const top = box.top - head - LINE;
  /** @type {At} */
  const at = top > bottom && bottom < most ? "top" : "bottom";
  return { at, left: 0, width, room: Math.min(most, Math.max(bottom, top)) };
}

/** Whether two boxes have a point in common. */
export const meet = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * How many px of a box's height are in the window, below its covered head.
 * @param {Box} box
 * @param {{height: number, head: number}} page
 */
export const shownOf = (box, { height, head }) =>
  Math.max(0, Math.min(box.bottom, height) - Math.max(box.top, head));

/**
 * Whether a figure that has left its place is to go back there: where the reader has come
 * to the place again, or has left the section of the link.
 * @param {Box} place
 * @param {Box} section
 * @param {{height: number, head: number}} page
 * @param {boolean} hasLeft  whether the place was out of sight in between: one that is
 *   higher than the window may fill it from the start
 */
export function isHome(place, section, page, hasLeft) {
  const height = place.bottom - place.top;
  const whole = shownOf(place, page) >= 0.98 * height;
  return whole || (hasLeft && fills(place, page)) || shownOf(section, page) <= 0;
}

/** Whether a box takes up most of the window. */
export const fills = (box, page) =>
  shownOf(box, page) >= 0.6 * (page.height - page.head);
