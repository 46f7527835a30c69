# expect: You divide before all is added
import math


def probabilities(z):
    result, total = [], 0
    for z_k in z:
        total += math.exp(z_k - max(z))
        result.append(math.exp(z_k - max(z)) / total)
    return result
