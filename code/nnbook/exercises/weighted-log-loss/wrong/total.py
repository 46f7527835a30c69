# expect: Divide the sum by the number of all impressions
import math


def weighted_loss(logits, clicked, minutes):
    return sum(
        (m if c else 1) * math.log1p(math.exp(-z if c else z))
        for z, c, m in zip(logits, clicked, minutes)
    )
