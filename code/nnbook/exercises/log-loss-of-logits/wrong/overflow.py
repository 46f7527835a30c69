# expect: exp(1000) is too large
import math


def log_loss(z, y):
    losses = [math.log(1 + math.exp(a)) - b * a for a, b in zip(z, y)]
    return sum(losses) / len(losses)
