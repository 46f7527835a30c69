# expect: Each layer has its own norms
import math


def relative_steps(weights, gradients, lr):
    step = lr * math.sqrt(sum(x * x for g in gradients for x in g))
    everything = math.sqrt(sum(x * x for w in weights for x in w))
    return [step / everything for _ in weights]
