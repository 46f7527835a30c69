# expect: compared with its own weights
import math


def relative_steps(weights, gradients, lr):
    everything = math.sqrt(sum(x * x for w in weights for x in w))
    return [lr * math.hypot(*g) / everything for g in gradients]
