// Where the parts of the digit reader stand: drawing, examples, hidden units, outputs, and
// below them the opened unit. Numbers only: no DOM.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const CAPTION = 18; // px, a line of text over a part
const ROW = 17; // px, of the sum where it stands below
const EDGE = 1; // px, where frames begin
const LEAST_WIDE = 540;
/** The least width of a picture, px: what is out of the page has none. */
export const LEAST = 260;
const TARGET = 24; // of a finger

/**
 * The places of all parts in a picture of this width. `squeeze` is the part of its height
 * that it may have; a `band` is a low place beside a sentence, where the examples, and on a
 * phone the hidden units, stay away.
 */
export function layoutOf(width, { squeeze = 1, isBand = false } = {}) {
  if (width >= LEAST_WIDE) return wide(width, squeeze, isBand);
  const some = Math.max(LEAST, width);
  return isBand ? band(some, squeeze) : narrow(some);
}

// A column for each layer, as networks are drawn.
function wide(width, squeeze, isBand) {
  const least = squeeze < 1 ? 140 : 10 * TARGET - TARGET - 8; // as high as ten outputs
  const side = Math.round(Math.max(least, Math.min(240, 0.37 * width) * squeeze));
  const step = Math.max(TARGET, side / 10);
  const examples = isBand ? [] : row(10, EDGE, CAPTION + side + 8, step);
  const bottom = CAPTION + side + (isBand ? 0 : 8 + step);
  const height = bottom - CAPTION;
  const pitch = height / 8;
  const outputs = Math.min(150, 0.22 * width);
  const free = width - side - 4 * pitch - outputs;
  const beyond = isBand ? 0 : EDGE + 10 * step + 8; // ten targets are wider than a low drawing
  return {
    columns: 4,
    pad: square(EDGE, CAPTION, side),
    examples,
    hidden: tiles(4, Math.max(side + free / 2, beyond), CAPTION, pitch, pitch),
    outputs: list(width - outputs, CAPTION, outputs, height / 10),
    ...opened(width, bottom + 14, Math.max(64, 104 * squeeze), "beside"),
  };
}

// A phone: drawing and outputs, below them the hidden units.
function narrow(width) {
  const side = Math.min(200, Math.ceil(0.565 * width)); // ten outputs of 24 px beside it
  const pitch = side / 5;
  const bottom = CAPTION + side + 6 + 2 * pitch;
  const lower = bottom + 4 + CAPTION;
  const height = Math.min(27, width / 8);
  return {
    columns: 8,
    pad: square(EDGE, CAPTION, side),
    examples: [
      ...row(5, EDGE, CAPTION + side + 6, pitch),
      ...row(5, EDGE, CAPTION + side + 6 + pitch, pitch),
    ],
    hidden: tiles(8, EDGE, lower, (width - EDGE) / 8, height),
    outputs: list(side + 16, CAPTION, width - side - 16, (bottom - CAPTION) / 10),
    ...opened(width, lower + 4 * height + 2, 54, "below"),
  };
}

function band(width, squeeze) {
  const side = Math.round(Math.max(96, 140 * squeeze));
  return {
    columns: 8,
    pad: square(EDGE, CAPTION, side),
    examples: [],
    hidden: [],
    outputs: columns(side + 16, CAPTION, width - side - 16, side),
    ...opened(width, CAPTION + side + 4, 60, width < 460 ? "nowhere" : "beside"),
  };
}

/**
 * The opened unit: a line of grids, and its sum "beside" them, "below", or "nowhere": the
 * reading has it, too.
 */
function opened(width, y, size, sum) {
  const top = y + CAPTION;
  const bottom = top + size + CAPTION;
  const below = sum === "below" ? 5 * ROW + 2 : 0;
  return { strip: { x: 0, y, top, size, width, sum }, height: bottom + below };
}

const square = (x, y, size) => ({ x, y, width: size, height: size });

const row = (count, x, y, pitch) =>
  Array.from({ length: count }, (_, i) => square(x + i * pitch, y, pitch));

const tiles = (across, x, y, width, height) =>
  Array.from({ length: 32 }, (_, j) => ({
    x: x + (j % across) * width,
    y: y + Math.floor(j / across) * height,
    width,
    height,
  }));

const list = (x, y, width, height) =>
  Array.from({ length: 10 }, (_, k) => ({ x, y: y + k * height, width, height }));

const columns = (x, y, width, height) =>
  Array.from({ length: 10 }, (_, k) => ({
    x: x + (k * width) / 10,
    y,
    width: width / 10,
    height,
  }));

/** The unit beside another one, by an arrow key's way; the same one at an edge. */
export function beside(name, [dx, dy], across) {
  if (!name.startsWith("h")) {
    const k = Number(name);
    if (dx > 0) return name;
    if (dx === 0) return String(Math.min(9, Math.max(0, k + dy)));
    const down = 32 / across;
    const y = Math.min(down - 1, Math.floor(((k + 0.5) * down) / 10));
    return `h${y * across + across}`;
  }
  const j = Number(name.slice(1)) - 1;
  const [x, y] = [(j % across) + dx, Math.floor(j / across) + dy];
  const down = 32 / across;
  if (x >= across) return String(Math.floor(((y + 0.5) * 10) / down));
  if (x < 0 || y < 0 || y >= down) return name;
  return `h${y * across + x + 1}`;
}

/** The boxes of the opened unit's parts, in their order: {x, width, height, cell}. */
export function partsOf({ x, size }, parts) {
  let at = x;
  return parts.map((part) => {
    if (typeof part === "string") {
      const width = { gap: 26, "×": 22, "=": 22 }[part] ?? 46;
      at += width;
      return { x: at - width, width, height: size, cell: 0 };
    }
    const rows = Math.ceil(part.values.length / part.columns);
    const cell = Math.min(size / rows, size / Math.max(part.columns, 8));
    const width = cell * part.columns;
    at += width;
    return { x: at - width, width, height: cell * rows, cell };
  });
}

const NAME = 100; // px, the name of a row of the sum
const VALUE = 60;

/**
 * The rows of the sum, beside the grids or below them: where names and values stand, and
 * the bar of each row from `start` to `end`. `zero` is where the axis is.
 */
export function meterOf(strip, { parts, rows, domain: [low, high] }) {
  const isBelow = strip.sum === "below";
  const last = partsOf(strip, parts).at(-1);
  const left = isBelow ? strip.x : last.x + last.width + 28;
  const top = isBelow ? strip.top + strip.size + 20 : strip.top;
  const pitch = isBelow ? ROW : Math.min(21, strip.size / 5);
  const right = strip.x + strip.width;
  const [from, to] = [left + NAME, Math.max(left + NAME + 8, right - VALUE)];
  const unit = (to - from) / Math.max(high - low, 1e-9);
  const place = (value) => from + (value - low) * unit;
  return {
    left,
    right,
    pitch,
    zero: place(0),
    rows: (strip.sum === "nowhere" ? [] : rows).map((row, i) => ({
      ...row,
      y: top + (i + 0.5) * pitch,
      start: row.isShare ? from : place(row.from),
      end: row.isShare ? from + row.to * (to - from) : place(row.to),
    })),
  };
}

/** Where the bar of an output is in its box: on its side, or upright where boxes are high. */
export function barOf({ x, y, width, height }) {
  if (height > width)
    return {
      isUpright: true,
      start: y + height - 20,
      length: height - 24,
      across: x + width / 2 - 5,
      size: 10,
    };
  const size = Math.min(12, height - 5);
  return {
    isUpright: false,
    start: x + 18,
    length: width - 18 - 52,
    across: y + (height - size) / 2,
    size,
  };
}
