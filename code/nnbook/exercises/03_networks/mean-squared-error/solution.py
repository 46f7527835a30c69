import numpy as np


def mse(predictions, targets):
    """Return the mean of the squared errors."""
    if predictions.shape != targets.shape:
        raise ValueError("there must be one target for each prediction")
    return np.mean((predictions - targets) ** 2)
