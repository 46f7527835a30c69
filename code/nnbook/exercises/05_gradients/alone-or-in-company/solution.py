import numpy as np


def layer_norm(Z, gain, bias, eps=1e-5):
    """Normalize a batch: a row for each example."""
    mean = Z.mean(axis=1, keepdims=True)
    variance = Z.var(axis=1, keepdims=True)
    return gain * (Z - mean) / np.sqrt(variance + eps) + bias
