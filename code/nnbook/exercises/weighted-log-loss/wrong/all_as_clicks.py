# expect: That is what a click costs
import math


def weighted_loss(logits, clicked, minutes):
    total = 0.0
    for z, click, time in zip(logits, clicked, minutes):
        weight = time if click else 1
        total -= weight * math.log(1 / (1 + math.exp(-z)))
    return total / len(logits)
