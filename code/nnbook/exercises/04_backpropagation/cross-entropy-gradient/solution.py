import numpy as np


def loss_and_gradient(Z, labels):
    """Return the mean cross-entropy and its gradient."""
    n = len(Z)
    shifted = Z - Z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    loss = np.mean(np.log(e.sum(axis=1)) - shifted[np.arange(n), labels])
    gradient = e / e.sum(axis=1, keepdims=True)
    gradient[np.arange(n), labels] -= 1
    return loss, gradient / n
