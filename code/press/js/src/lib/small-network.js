// A network given by its matrices, small enough to show every number.
import { ACTIVATION_NAMES, createNetwork, forward } from "./nn.js";

/** What is wrong with weights, biases and x: {key, values} of a message, or null. */
export function mismatch({ weights, biases, x }) {
  if (!weights.length) return { key: "empty", values: {} };
  if (biases.length !== weights.length)
    return {
      key: "layers",
      values: { weights: weights.length, biases: biases.length },
    };
  let below = x.length;
  for (const [l, W] of weights.entries()) {
    const rows = biases[l].length;
    if (W.length !== rows || !rows)
      return { key: "rows", values: { layer: l + 1, rows: W.length, biases: rows } };
    if (W.some((row) => row.length !== below))
      return { key: "columns", values: { layer: l + 1, below } };
    below = rows;
  }
  return null;
}

/**
 * One forward pass: a[0] = x, and z[l], a[l] of each layer l, as plain lists. The same
 * activation in every layer.
 */
export function passForward({ weights, biases, x, activation }) {
  const f = ACTIVATION_NAMES.includes(activation) ? activation : "identity";
  const net = createNetwork({
    sizes: [x.length, ...weights.map((W) => W.length)],
    activations: weights.map(() => f),
  });
  net.layers.forEach((layer, l) => {
    layer.W.set(weights[l].flat());
    layer.b.set(biases[l]);
  });
  forward(net, Float64Array.from(x), 1);
  return {
    z: [[], ...net.layers.map((layer) => [...layer.z])],
    a: [[...x], ...net.layers.map((layer) => [...layer.a])],
  };
}

/** "0.30·1.00 + 0.90·(−0.50) − 0.20": w·a + b with its numbers, as format(v) has them. */
export function sumAsText(w, a, b, format) {
  const factor = (v) => (v < 0 ? `(${format(v)})` : format(v));
  const terms = w.map((wi, i) => [wi, `${format(Math.abs(wi))}·${factor(a[i])}`]);
  return [...terms, [b, format(Math.abs(b))]]
    .map(([sign, text], i) =>
      i ? (sign < 0 ? ` − ${text}` : ` + ${text}`) : sign < 0 ? `−${text}` : text,
    )
    .join("");
}
