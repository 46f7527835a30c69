// One regression task for two neurons that differ in nothing but their inputs: those of
// the one are all positive, as logistic units give them, those of the other zero-centred.
//
// Each of two measurements u (mean 0, variance 1) passes a unit of the layer before. Its
// output is 2σ(u), or the same shifted by 1: 2σ(u) - 1 = tanh(u/2). So both kinds have
// the same spread, and since the bias takes up the shift, the same best weights and the
// same least loss. The bias is held at its best value: the weights' plane shows it all.
import { logistic } from "./activations.js";
import { makeTask } from "./gradient-descent.js";

/** {logistic, tanh}: a task of gradient-descent.js each, from rows [x1, x2, target]. */
export function twoTasks(rows) {
  const columns = [0, 1, 2].map((j) => standardize(rows.map((row) => row[j])));
  const target = columns[2];
  const unit = (u) => 2 * logistic(u);
  const positive = rows.map((_, i) => [unit(columns[0][i]), unit(columns[1][i])]);
  const centred = positive.map(([h1, h2]) => [h1 - 1, h2 - 1]);

  // Least squares with a bias: on what is left when the means are taken away.
  const means = [0, 1].map((j) => average(centred.map((h) => h[j])));
  const { best } = makeTask(
    centred.map(([h1, h2]) => [h1 - means[0], h2 - means[1]]),
    target, // its mean is 0
  );
  const bias = -(best[0] * means[0] + best[1] * means[1]);
  const shifted = bias - best[0] - best[1];
  return {
    logistic: makeTask(
      positive,
      target.map((y) => y - shifted),
    ),
    tanh: makeTask(
      centred,
      target.map((y) => y - bias),
    ),
  };
}

const average = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function standardize(values) {
  const mean = average(values);
  const sd = Math.sqrt(average(values.map((v) => (v - mean) ** 2)));
  return values.map((v) => (v - mean) / sd);
}
