# expect: the 1 is added twice
import math


def weighted_loss(logits, clicked, minutes):
    total = 0.0
    for z, click, time in zip(logits, clicked, minutes):
        if click:
            total += time * math.log1p(1 + math.exp(-z))
        else:
            total += math.log1p(1 + math.exp(z))
    return total / len(logits)
