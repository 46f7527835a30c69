# expect: It is the step alone that counts
import math


def relative_steps(weights, gradients, lr):
    moved = [
        [w - lr * g for w, g in zip(*layer)]
        for layer in zip(weights, gradients)
    ]
    return [math.hypot(*m) / math.hypot(*w) for m, w in zip(moved, weights)]
