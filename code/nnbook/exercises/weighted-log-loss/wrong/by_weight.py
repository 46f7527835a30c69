# expect: You divide by the sum of the weights
import math


def weighted_loss(logits, clicked, minutes):
    weights = [m if c else 1 for c, m in zip(clicked, minutes)]
    costs = [math.log1p(math.exp(-z if c else z)) for z, c in zip(logits, clicked)]
    return sum(w * cost for w, cost in zip(weights, costs)) / sum(weights)
