# expect: An impression without a click weighs 1
import math


def weighted_loss(logits, clicked, minutes):
    return sum(
        m * math.log1p(math.exp(-z if c else z))
        for z, c, m in zip(logits, clicked, minutes)
    ) / len(logits)
