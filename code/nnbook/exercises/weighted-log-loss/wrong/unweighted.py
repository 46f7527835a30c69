# expect: Every impression weighs 1
import math


def weighted_loss(logits, clicked, minutes):
    costs = [math.log1p(math.exp(-z if c else z)) for z, c in zip(logits, clicked)]
    return sum(costs) / len(costs)
