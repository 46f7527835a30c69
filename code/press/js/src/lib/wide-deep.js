// Wide, deep, and wide & deep (Cheng et al., 2016) on a grid of pairs: a user has the app
// of the row and is shown the app of the column. No DOM.
import { backward, createNetwork, forward } from "./nn.js";
import { adagrad, ftrl } from "./online-optimizers.js";
import { normals } from "./random.js";

export const KINDS = ["wide", "deep", "both"];
const HIDDEN = 16;
const SPREAD = 0.1; // of the embeddings at the start
const SQUARES = 1e-4; // with which AdaGrad starts, so that no first step is a leap
const ALPHA = 0.5; // FTRL's rate

/**
 * A model over n × n pairs. `kind` is "wide" (a weight for each pair), "deep" (embeddings
 * of both apps with `dimensions` numbers each, a hidden layer of ReLUs) or "both" (the sum
 * of the two, trained jointly). All have a bias that starts at `bias`. FTRL with `l1`
 * trains the wide weights, AdaGrad the rest; batches have `size` impressions.
 *   probability   the prediction for each pair, row by row
 *   step({shown, installs})   one step on the mean log loss of a batch, then predict()
 *   predict()     to be called where parameters were changed from outside
 *   parameters    [{name, values, grad}]
 *   active()      how many wide weights are not 0
 */
export function createModel({ kind, n, dimensions, l1, lr, size, bias, random }) {
  const pairs = n * n;
  const d = 2 * dimensions;
  const wide = kind === "deep" ? null : parameter("wide", pairs);
  const deep = kind === "wide" ? null : createDeep({ n, dimensions, random });
  const offset = parameter("bias", 1);
  offset.values[0] = bias;
  const dense = [offset, ...(deep?.parameters ?? [])];
  // A batch's gradient is a mean: with these units α, β and λ are those of single examples.
  const rates = { alpha: ALPHA, beta: 1 / size, l1: l1 / size };
  const steps = dense.map(({ values, grad }) =>
    adagrad(values, grad, { lr, squares: SQUARES }),
  );
  if (wide) steps.push(ftrl(wide.values, wide.grad, rates));
  const probability = new Float64Array(pairs);
  const slope = new Float64Array(pairs);

  function predict() {
    const output = deep?.forward();
    for (let i = 0; i < pairs; i++) {
      const z = offset.values[0] + (wide?.values[i] ?? 0) + (output?.[i] ?? 0);
      probability[i] = 1 / (1 + Math.exp(-z));
    }
  }

  predict();
  return {
    kind,
    probability,
    predict,
    parameters: wide ? [wide, ...dense] : dense,
    active: () => wide?.values.reduce((count, w) => count + (w !== 0 ? 1 : 0), 0) ?? 0,
    step({ shown, installs }) {
      const total = shown.reduce((a, b) => a + b);
      for (let i = 0; i < pairs; i++)
        slope[i] = (shown[i] * probability[i] - installs[i]) / total;
      offset.grad[0] = slope.reduce((a, b) => a + b);
      wide?.grad.set(slope);
      deep?.backward(slope);
      for (const step of steps) step();
      predict();
    },
  };

  function createDeep({ n, dimensions, random }) {
    const normal = normals(random);
    const [installed, shown] = ["installed", "shown"].map((name) => {
      const embedding = parameter(name, n * dimensions);
      for (let i = 0; i < embedding.values.length; i++)
        embedding.values[i] = SPREAD * normal();
      return embedding;
    });
    const net = createNetwork({
      sizes: [d, HIDDEN, 1],
      activations: "relu",
      initializer: "he_normal",
      random,
    });
    const layers = net.layers.flatMap(({ W, dW, b, db }, l) => [
      { name: `W${l + 1}`, values: W, grad: dW },
      { name: `b${l + 1}`, values: b, grad: db },
    ]);
    layers.pop(); // the output's bias is the model's own
    const X = new Float64Array(n * n * d);
    const halves = [
      { embedding: installed, at: 0, app: (pair) => Math.floor(pair / n) },
      { embedding: shown, at: dimensions, app: (pair) => pair % n },
    ];
    const each = (f) => {
      for (const { embedding, at, app } of halves)
        for (let pair = 0; pair < n * n; pair++)
          for (let k = 0; k < dimensions; k++)
            f(embedding, app(pair) * dimensions + k, pair * d + at + k);
    };
    return {
      parameters: [installed, shown, ...layers],
      forward() {
        each(({ values }, from, to) => (X[to] = values[from]));
        return forward(net, X, n * n);
      },
      backward(slope) {
        backward(net, slope);
        installed.grad.fill(0);
        shown.grad.fill(0);
        each(({ grad }, to, from) => (grad[to] += net.dInput[from]));
      },
    };
  }
}

const parameter = (name, length) => ({
  name,
  values: new Float64Array(length),
  grad: new Float64Array(length),
});
