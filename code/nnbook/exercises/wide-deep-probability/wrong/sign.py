# expect: The sign is turned
import math


def probability(active, wide, a, deep, bias):
    z = sum(wide[i] for i in active) + bias
    z += sum(w * x for w, x in zip(deep, a, strict=True))
    return 1 / (1 + math.exp(z))
