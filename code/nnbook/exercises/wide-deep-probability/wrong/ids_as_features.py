# expect: active holds ids
import math


def probability(active, wide, a, deep, bias):
    z = sum(x * w for x, w in zip(active, wide, strict=False)) + bias
    z += sum(w * x for w, x in zip(deep, a, strict=True))
    return 1 / (1 + math.exp(-z))
