# expect: The exponent is −|z|
import math


def log_loss(z, y):
    terms = [
        max(a, 0) + math.log(1 + math.exp(abs(a))) - b * a
        for a, b in zip(z, y, strict=True)
    ]
    return sum(terms) / len(terms)
