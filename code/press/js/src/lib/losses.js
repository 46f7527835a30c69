// Losses over a batch: each returns the mean over examples and outputs and writes its
// gradient at the outputs. All arrays n × k, row-major; the same means as in torch.

/** Mean squared error: mean (y - t)². */
export function squaredError(y, t, n, k, grad) {
  const count = n * k;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const d = y[i] - t[i];
    sum += d * d;
    grad[i] = (2 * d) / count;
  }
  return sum / count;
}

/**
 * Logistic cross-entropy from the logits z, for targets 0 and 1: mean of
 * -t log σ(z) - (1 - t) log(1 - σ(z)), written so that no exp overflows.
 */
export function logisticCrossEntropy(z, t, n, k, grad) {
  const count = n * k;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const e = Math.exp(-Math.abs(z[i]));
    sum += Math.max(z[i], 0) - z[i] * t[i] + Math.log1p(e);
    grad[i] = ((z[i] >= 0 ? 1 : e) / (1 + e) - t[i]) / count;
  }
  return sum / count;
}

/** name -> loss(outputs, targets, n, k, grad) */
export const LOSSES = {
  squared_error: squaredError,
  logistic_cross_entropy: logisticCrossEntropy,
};
