// A trained candidate generator at serving: from a history to the user vector, and from
// that to the nearest unseen videos, exact or in a few cells (nnbook.recsys.serving).
import { decodeHalves } from "./half.js";
import { createNetwork, forward } from "./nn.js";

export const K = 10; // videos that are listed

/** The arrays that Python sent, ready to compute with: tables row by row. */
export function createServer({ sizes, cells, weights, biases, ...packed }) {
  const [watches, items, centres] = ["watches", "items", "centres"].map((name) =>
    decodeHalves(packed[name]),
  );
  const d = sizes.at(-1);
  const tower = createNetwork({ sizes, activations: "relu" });
  tower.layers.forEach((layer, l) => {
    layer.W.set(decodeHalves(weights[l]));
    layer.b.set(decodeHalves(biases[l]));
  });
  return { n: items.length / d, d, watches, items, centres, cells, tower };
}

/** The user vector of a history: the tower on the mean of its rows, 0 where it is empty. */
export function userVector({ d, watches, tower }, history) {
  const width = tower.sizes[0];
  const mean = new Float64Array(width);
  for (const video of history)
    for (let k = 0; k < width; k++)
      mean[k] += watches[video * width + k] / history.length;
  return forward(tower, mean, 1).slice(0, d);
}

/** Inner products of u with the rows of a table; by cosine, over both lengths. */
export function scoresOf(table, u, measure) {
  const d = u.length;
  const length = Math.hypot(...u) || 1;
  return Float64Array.from({ length: table.length / d }, (_, i) => {
    let dot = 0;
    let square = 0;
    for (let k = 0, at = i * d; k < d; k++, at++) {
      dot += table[at] * u[k];
      square += table[at] * table[at];
    }
    return measure === "dot" ? dot : dot / (length * Math.sqrt(square) || 1);
  });
}

/**
 * Positions of the k largest scores among those allowed, best first; ties: the first.
 * @param {(i: number) => boolean} allowed
 */
export function best(scores, k, allowed = () => true) {
  const found = [];
  scores.forEach((score, i) => {
    if (!allowed(i) || (found.length === k && score <= scores[found[k - 1]])) return;
    let place = found.length;
    while (place > 0 && scores[found[place - 1]] < score) place--;
    found.splice(place, 0, i);
    found.length = Math.min(found.length, k);
  });
  return found;
}

/**
 * One request, in the `probes` best cells; in all of them the search is exact:
 *   u                the user vector
 *   scores           of all videos, by the measure
 *   probabilities    of all videos: softmax of the inner products, as trained
 *   found            the videos to list
 *   expected         what an exact search by the same measure lists; where the search is
 *                    exact, what it lists by inner product
 *   looked           1 for each video that the search compares, 0 for the others
 */
export function serve(server, { history, measure, probes }) {
  const { items, centres, cells, n, d } = server;
  const u = userVector(server, history);
  const dots = scoresOf(items, u, "dot");
  const scores = measure === "dot" ? dots : scoresOf(items, u, measure);
  const probed = best(scoresOf(centres, u, measure), probes);
  const looked = Uint8Array.from({ length: n }, (_, i) =>
    Number(probed.includes(cells[i])),
  );
  const unseen = (i) => !history.includes(i);
  const isExact = probes === centres.length / d;
  return {
    u,
    scores,
    probabilities: softmax(dots),
    found: best(scores, K, (i) => looked[i] === 1 && unseen(i)),
    expected: best(isExact ? dots : scores, K, unseen),
    looked,
  };
}

/** The angle between two vectors in degrees. */
export function angle(u, v) {
  const dot = u.reduce((sum, value, k) => sum + value * v[k], 0);
  const cosine = dot / (Math.hypot(...u) * Math.hypot(...v));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

function softmax(logits) {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = logits.map((z) => Math.exp(z - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}
