# expect: The sign is turned
import math


def log_loss(z, y):
    losses = [
        b * a - max(a, 0) - math.log1p(math.exp(-abs(a))) for a, b in zip(z, y)
    ]
    return sum(losses) / len(losses)
