// What the opened unit shows, from the numbers of a pass: grids of cells and what lies
// between them, and the rows of its sum. At `progress` 0 to 3 part of it has come. No DOM.
import { CELLS, DIGITS, HIDDEN } from "./digit-network.js";

/**
 * @typedef {{name: string, from: number, to: number, value: number, kind: string,
 *   isShare?: boolean}} Row  a bar of the sum; one that is a share has an axis of its own
 */

/** The unit of a name: {layer, index}; "h7" is the seventh hidden one, "3" the output. */
export const unitOf = (name) =>
  name.startsWith("h")
    ? { layer: 1, index: Number(name.slice(1)) - 1 }
    : { layer: 2, index: Number(name) };

const part = (progress, start) => Math.min(1, Math.max(0, progress - start));

/**
 * The sum of a unit of the forward pass: its weights become a template (progress 0 to 1),
 * the products fill in (to 2), the bias comes and the activation (to 3). `columns` is how
 * the hidden units stand.
 */
export function forwardUnit(net, pass, { layer, index }, columns, progress) {
  const isHidden = layer === 1;
  const width = isHidden ? CELLS : HIDDEN;
  const weights = (isHidden ? net.W1 : net.W2)
    .subarray(index * width)
    .subarray(0, width);
  const below = isHidden ? pass.x : pass.a1;
  const bias = (isHidden ? net.b1 : net.b2)[index];
  const z = (isHidden ? pass.z1 : pass.z2)[index];
  const products = weights.map((w, i) => w * below[i]);
  const done = Math.round(part(progress, 1) * width);
  const [positive, negative] = signs(products.subarray(0, done));
  const [allPositive, allNegative] = signs(products);
  const grid = gridOf(isHidden ? 8 : columns);
  const so = positive + negative;
  /** @type {Row[]} */
  const rows = [
    bar("positive", 0, positive, "positive"),
    bar("negative", positive, so, "negative"),
  ];
  if (progress > 2) {
    const grown = part(progress, 2);
    rows.push(bar("bias", so, so + bias, bias < 0 ? "negative" : "positive"));
    rows.push(bar("z", 0, z, "ink"));
    if (isHidden) rows.push(bar("relu", 0, grown * Math.max(0, z), "activation"));
    else rows.push(share("softmax", grown * pass.p[index], "activation"));
  }
  const ends = [0, allPositive, allPositive + allNegative, z];
  return {
    parts: [
      grid("weights", "signed", weights, width),
      "×",
      belowOf(isHidden, grid, below),
      "=",
      grid("products", "signed", products, done),
    ],
    rows,
    domain: [Math.min(...ends), Math.max(...ends)],
    fold: part(progress, 0),
    at: progress > 1 && progress < 2 ? done - 1 : -1,
    facts: { positive: allPositive, negative: allNegative, z },
  };
}

/**
 * What goes back through a unit. An output: δ is p (progress 0) less t (to 1). A hidden
 * unit: what the errors send back over its ten weights adds up (to 1) and is multiplied by
 * the slope of ReLU (to 2). Then δ times what each weight has multiplied is its gradient.
 */
export function backwardUnit(net, pass, back, unit, target, columns, progress) {
  const isHidden = unit.layer === 1;
  const { index } = unit;
  const below = isHidden ? pass.x : pass.a1;
  const delta = (isHidden ? back.delta1 : back.delta2)[index];
  const grid = gridOf(isHidden ? 8 : columns);
  const shown = Math.round(part(progress, 2) * below.length);
  const gradient = below.map((v) => delta * v);
  const returned = isHidden
    ? returnedTo(net, pass, back, index, progress)
    : errorOf(pass, index, target, progress);
  return {
    parts: [
      ...returned.parts,
      belowOf(isHidden, grid, below),
      "× δ =",
      grid("gradient", "signed", gradient, shown),
    ],
    rows: returned.rows,
    domain: returned.domain,
    fold: 1,
    at: progress > 2 && progress < 3 ? shown - 1 : -1,
    facts: {
      delta,
      p: pass.p[index],
      t: index === target ? 1 : 0,
      arrived: back.arrived[index],
      isSilent: isHidden && pass.z1[index] <= 0,
    },
  };
}

function errorOf(pass, index, target, progress) {
  const p = pass.p[index];
  const t = index === target ? 1 : 0;
  /** @type {Row[]} */
  const rows = [bar("p", 0, p, "activation")];
  if (progress > 0) rows.push(bar("t", p, p - t * part(progress, 0), "negative"));
  if (progress > 1) rows.push(bar("delta", 0, (p - t) * part(progress, 1), "gradient"));
  return { parts: [], rows, domain: [-t, 1] };
}

function returnedTo(net, pass, back, index, progress) {
  const weights = Float64Array.from(
    { length: DIGITS },
    (_, k) => net.W2[k * HIDDEN + index],
  );
  const products = weights.map((w, k) => w * back.delta2[k]);
  const done = Math.round(part(progress, 0) * DIGITS);
  const sum = products.subarray(0, done).reduce((so, v) => so + v, 0);
  const slope = pass.z1[index] > 0 ? 1 : 0;
  /** @type {Row[]} */
  const rows = [bar("arrived", 0, sum, sum < 0 ? "negative" : "positive")];
  if (progress > 1) {
    const left = sum * (1 - (1 - slope) * part(progress, 1));
    rows.push(share("slope", slope, "ink"));
    rows.push(bar("delta", 0, left, "gradient"));
  }
  const grid = gridOf(1);
  const all = back.arrived[index];
  return {
    parts: [
      grid("errors", "signed", back.delta2, DIGITS),
      "×",
      grid("outgoing", "signed", weights, DIGITS),
      "=",
      grid("returned", "signed", products, done),
      "gap",
    ],
    rows,
    domain: [Math.min(0, all), Math.max(0, all)],
  };
}

const gridOf = (columns) => (name, kind, values, shown) => ({
  name,
  kind,
  values,
  shown,
  columns,
});

const belowOf = (isHidden, grid, values) =>
  isHidden
    ? grid("cells", "ink", values, values.length)
    : grid("activations", "activation", values, values.length);

const bar = (name, from, to, kind) => ({
  name,
  from,
  to,
  kind,
  value:
    ["ink", "gradient", "activation"].includes(kind) || from === 0 ? to : to - from,
});

const share = (name, to, kind) => ({ ...bar(name, 0, to, kind), isShare: true });

const signs = (values) => [
  values.reduce((sum, v) => sum + Math.max(0, v), 0),
  values.reduce((sum, v) => sum + Math.min(0, v), 0),
];
