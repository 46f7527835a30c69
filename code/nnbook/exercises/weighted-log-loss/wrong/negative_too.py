# expect: Your click costs as a negative too
import math


def weighted_loss(logits, clicked, minutes):
    total = 0.0
    for z, time in zip(logits, minutes):
        total += time * math.log1p(math.exp(-z)) + math.log1p(math.exp(z))
    return total / len(logits)
