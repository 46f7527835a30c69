# expect: The learning rate is missing
import math


def relative_steps(weights, gradients, lr):
    return [math.hypot(*g) / math.hypot(*w) for w, g in zip(weights, gradients)]
