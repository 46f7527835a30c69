# expect: You took the norm of the ratios
import math


def relative_steps(weights, gradients, lr):
    result = []
    for w, g in zip(weights, gradients):
        ratios = [lr * b / a for a, b in zip(w, g) if a != 0]
        result.append(math.sqrt(sum(r * r for r in ratios)))
    return result
