import math


def log_loss(z, y):
    """Return the mean log loss of the logits."""
    losses = [
        max(z_i, 0) + math.log1p(math.exp(-abs(z_i))) - y_i * z_i
        for z_i, y_i in zip(z, y)
    ]
    return sum(losses) / len(losses)
