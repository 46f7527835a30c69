# expect: That is the sum
import math


def log_loss(z, y):
    return sum(
        max(a, 0) + math.log1p(math.exp(-abs(a))) - b * a for a, b in zip(z, y)
    )
