# expect: has rounded to 0 or 1
import math


def log_loss(z, y):
    p = [1 / (1 + math.exp(-a)) if a > -700 else 0.0 for a in z]
    q = [math.log(p_i if b else 1 - p_i) for p_i, b in zip(p, y)]
    return -sum(q) / len(q)
