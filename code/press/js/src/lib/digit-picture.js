// Paints the digit reader: the drawing, the examples, the templates of the hidden units, the
// lines that carry a unit's numbers, and the grids of the opened unit. Colours, not words.
import { tile } from "./canvas.js";
import { barOf, meterOf, partsOf } from "./digit-layout.js";
import { CELLS, HIDDEN, INK } from "./digit-network.js";

const GAP = 0.06; // of a cell, between two
const THICKEST = 4.5; // px, a line
const clamp = (v) => Math.min(1, Math.max(0, v));
const ease = (v) => v * v * (3 - 2 * v);
const largest = (values) => values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-9);

/** The side of a hidden unit's template in its box; beside it stands a bar. */
export const templateSide = ({ width, height }) => Math.min(width - 8, height - 5);

/**
 * A painter: paint(context, scene) with the layout, the theme's colours, the network as it
 * was trained and as it is now, the pass, what comes back (null in the forward pass), and
 * the opened unit.
 */
export function painter() {
  const templates = Array.from({ length: HIDDEN }, () => tile(8));

  return function paint(context, scene) {
    const { layout } = scene;
    const scales = scalesOf(scene);
    if (layout.columns === 4) lines(context, scene);
    pad(context, scene);
    layout.examples.forEach((box, k) => example(context, scene, box, k));
    layout.hidden.forEach((box, j) =>
      hidden(context, scene, scales, box, j, templates[j]),
    );
    layout.outputs.forEach((box, k) => output(context, scene, box, k));
    opened(context, scene, scales);
  };
}

// What has the full colour: of the weights what is large in the network as it was trained,
// so that a step is seen; else the largest that there is.
function scalesOf({ trained, pass, back, opened: { layer }, unit }) {
  const own = unit.parts
    .filter((part) => typeof part !== "string")
    .map(({ name, values }) => [name, largest(values)]);
  const delta = back ? largest(back.delta1) : 1;
  return {
    ...Object.fromEntries(own),
    cells: 1,
    activations: largest(pass.a1),
    weights: 0.75 * largest(layer === 1 ? trained.W1 : trained.W2),
    template: 0.65 * largest(trained.W1),
    delta,
    templateGradient: delta * largest(pass.x),
  };
}

function fill(context, color, alpha, x, y, width, height) {
  context.globalAlpha = alpha;
  context.fillStyle = color;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

// A value from −1 to 1: its sign is the colour, its size how much of it.
function signed(context, colors, value, x, y, size) {
  const color = value < 0 ? colors.negative : colors.positive;
  fill(context, color, 0.92 * clamp(Math.abs(value)) ** 0.8, x, y, size, size);
}

function frameOf(context, color, width, x, y, w, h) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.strokeRect(x, y, w, h);
}

// Forward a cell is as dark as its ink. Backward its colour is the gradient's, and its ink
// a square in the middle.
function pad(
  context,
  { layout, colors, cells, back, unit: { at }, opened: { layer } },
) {
  const { x, y, width } = layout.pad;
  const size = width / 8;
  const most = back ? largest(back.toInput) : 1;
  fill(context, colors.surface, 1, x, y, width, width);
  cells.forEach((ink, i) => {
    const [left, top] = [x + (i % 8) * size, y + Math.floor(i / 8) * size];
    const inner = size * (1 - GAP);
    const share = ink / INK;
    if (back) {
      signed(context, colors, back.toInput[i] / most, left, top, inner);
      const side = 0.56 * size * Math.sqrt(share);
      const middle = (inner - side) / 2;
      fill(context, colors.ink, 0.85, left + middle, top + middle, side, side);
    } else {
      fill(context, colors.line, 0.35, left, top, inner, inner);
      fill(context, colors.ink, 0.94 * share, left, top, inner, inner);
    }
  });
  if (at >= 0 && layer === 1) {
    const [left, top] = [x + (at % 8) * size, y + Math.floor(at / 8) * size];
    frameOf(context, colors.accent, 2.5, left - 1, top - 1, size, size);
  }
  frameOf(context, colors.control, 1, x - 0.5, y - 0.5, width + 1, width + 1);
}

function example(context, { colors, examples, shown }, box, k) {
  const { cells, isRight } = examples[k];
  const side = Math.min(28, box.width - 4);
  const [x, y] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2];
  const size = side / 8;
  fill(context, colors.surface, 1, x, y, side, side);
  cells.forEach((ink, i) =>
    fill(
      context,
      isRight ? colors.ink : colors.bad,
      (0.9 * ink) / INK,
      x + (i % 8) * size,
      y + Math.floor(i / 8) * size,
      size,
      size,
    ),
  );
  const isShown = shown === String(k);
  const color = isShown ? colors.accent : isRight ? colors.line : colors.bad;
  frameOf(context, color, isShown ? 2.5 : 1, x - 1, y - 1, side + 2, side + 2);
}

// Forward a unit is its template, pale where it is silent, and a bar of what it sends.
// Backward it is the gradient of its weights: the drawing times its δ.
function hidden(context, scene, scales, box, j, image) {
  const { colors, net, pass, back, opened } = scene;
  const side = templateSide(box);
  const { x, y } = box;
  const values = back
    ? pass.x.map((v) => (v * back.delta1[j]) / scales.templateGradient)
    : net.W1.subarray(j * CELLS, (j + 1) * CELLS).map((w) => w / scales.template);
  image.paint(colors.scale, values);
  const isSilent = pass.z1[j] <= 0;
  context.imageSmoothingEnabled = false;
  context.globalAlpha = isSilent && !back ? 0.4 : 1;
  context.drawImage(image.node, x, y, side, side);
  context.globalAlpha = 1;
  const isOpened = opened.layer === 1 && opened.index === j;
  const color = isOpened ? colors.accent : colors.line;
  frameOf(context, color, isOpened ? 2.5 : 1, x - 0.5, y - 0.5, side + 1, side + 1);
  const value = back
    ? Math.abs(back.delta1[j]) / scales.delta
    : pass.a1[j] / scales.activations;
  const kind = !back ? "activation" : back.delta1[j] < 0 ? "negative" : "positive";
  const bar = clamp(value) * side;
  fill(context, colors.line, 0.5, x + side + 2.5, y, 3, side);
  fill(context, colors[kind], 1, x + side + 2.5, y + side - bar, 3, bar);
}

// The bar of an output: its probability, or p − t about the middle.
function output(context, { colors, pass, back, opened }, box, k) {
  const isOpened = opened.layer === 2 && opened.index === k;
  const value = back ? back.delta2[k] : pass.p[k];
  const kind = !back ? "activation" : value < 0 ? "negative" : "positive";
  if (isOpened)
    frameOf(
      context,
      colors.accent,
      2,
      box.x - 3,
      box.y + 1,
      box.width + 3,
      box.height - 2,
    );
  const { isUpright, start, length, across, size } = barOf(box);
  const zero = back ? start + length / 2 : start;
  const span = (back ? length / 2 : length) * value;
  if (isUpright) {
    fill(context, colors.line, 0.5, across, start - length, size, length);
    const from = back ? start - length / 2 : start;
    fill(
      context,
      colors[kind],
      1,
      across,
      from - Math.max(0, span),
      size,
      Math.abs(span),
    );
  } else {
    fill(context, colors.line, 0.5, start, across, length, size);
    fill(
      context,
      colors[kind],
      1,
      zero + Math.min(0, span),
      across,
      Math.abs(span),
      size,
    );
  }
}

// From the cells to the opened unit and on to the outputs, or from the hidden units to the
// opened output; backward what comes back on the same lines.
function lines(context, { layout, colors, net, pass, back, opened: { layer, index } }) {
  const { pad: cells, hidden: units, outputs } = layout;
  const side = templateSide(units[0]);
  const right = (j) => [units[j].x + side + 7, units[j].y + side / 2];
  const left = (k) => [outputs[k].x - 6, outputs[k].y + outputs[k].height / 2];
  const weight = (j, k) => net.W2[k * HIDDEN + j];
  const carried = (j, k) =>
    weight(j, k) *
    (back ? back.delta2[k] : pass.a1[j]) *
    (back && pass.z1[j] <= 0 ? 0 : 1);
  const pairs =
    layer === 1 ? outputs.map((_, k) => [index, k]) : units.map((_, j) => [j, index]);
  const values = pairs.map(([j, k]) => carried(j, k));
  const most = largest(values);
  context.lineCap = "round";
  pairs.forEach(([j, k], i) => {
    const share = Math.abs(values[i]) / most;
    if (share < 0.01) return;
    const [[x, y], [u, v]] = [right(j), left(k)];
    context.globalAlpha = 0.25 + 0.5 * share;
    context.strokeStyle = values[i] < 0 ? colors.negative : colors.positive;
    context.lineWidth = Math.max(0.6, THICKEST * share);
    context.beginPath();
    context.moveTo(x, y);
    context.bezierCurveTo(x + (u - x) / 2, y, x + (u - x) / 2, v, u, v);
    context.stroke();
  });
  context.globalAlpha = 1;
  if (layer !== 1) return;
  const edge = cells.x + cells.width + 3;
  const box = units[index];
  context.globalAlpha = 0.13;
  context.fillStyle = colors.accent;
  context.beginPath();
  context.moveTo(edge, cells.y);
  context.lineTo(box.x - 3, box.y);
  context.lineTo(box.x - 3, box.y + side);
  context.lineTo(edge, cells.y + cells.width);
  context.fill();
  context.globalAlpha = 1;
}

function opened(context, scene, scales) {
  const { colors, unit } = scene;
  const { strip } = scene.layout;
  const boxes = partsOf(strip, unit.parts);
  unit.parts.forEach((part, n) => {
    if (typeof part === "string" || (n > 0 && unit.fold < 1)) return;
    grid(
      context,
      colors,
      part,
      boxes[n],
      strip,
      n === 0 ? unit.fold : 1,
      scales[part.name],
    );
    const { x, cell } = boxes[n];
    if (unit.at < 0 || part.shown <= unit.at) return;
    const [column, line] = [unit.at % part.columns, Math.floor(unit.at / part.columns)];
    const [left, upper] = [x + column * cell - 1, strip.top + line * cell - 1];
    frameOf(context, colors.accent, 2, left, upper, cell + 1, cell + 1);
  });
  if (unit.fold === 1) sum(context, colors, meterOf(strip, unit));
}

// The rows of a sum: each bar begins where the one above has ended.
function sum(context, colors, { rows, zero, pitch }) {
  const thick = Math.min(11, pitch - 5);
  rows.forEach(({ start, end, kind, y, isShare }, i) => {
    const color = colors[kind];
    fill(
      context,
      color,
      1,
      Math.min(start, end),
      y - thick / 2,
      Math.abs(end - start),
      thick,
    );
    const next = rows[i + 1];
    if (next && !next.isShare && next.start === end && next.start !== zero)
      fill(context, colors.control, 0.8, end - 0.5, y, 1, pitch);
    if (!isShare)
      fill(context, colors.control, 0.8, zero - 0.5, y - pitch / 2, 1, pitch);
  });
}

// The cells of a grid; while it folds they come from one row over the whole width.
function grid(context, colors, part, box, strip, fold, scale) {
  const { columns, kind, values, shown } = part;
  const flat = Math.min(strip.width / values.length, box.cell);
  values.forEach((value, i) => {
    const [column, line] = [i % columns, Math.floor(i / columns)];
    const way = ease(clamp(1.7 * fold - (0.7 * line * columns) / values.length));
    const start = (strip.width - flat * values.length) / 2;
    const from = [start + i * flat, strip.top + strip.size / 2];
    const x = from[0] + (box.x + column * box.cell - from[0]) * way;
    const y = from[1] + (strip.top + line * box.cell - from[1]) * way;
    const size = (flat + (box.cell - flat) * way) * (1 - GAP);
    fill(context, colors.line, 0.3, x, y, size, size);
    if (i >= shown) return;
    const share = value / scale;
    if (kind === "signed") signed(context, colors, share, x, y, size);
    else
      fill(
        context,
        kind === "ink" ? colors.ink : colors.activation,
        0.94 * clamp(share),
        x,
        y,
        size,
        size,
      );
  });
}
