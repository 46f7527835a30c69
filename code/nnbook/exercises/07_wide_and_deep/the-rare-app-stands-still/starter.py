import math


def train(gradients, lr):
    """Run AdaGrad from 0; return the weights after all steps."""
    w, s = [0.0] * len(gradients[0]), 0.0
    for g in gradients:
        s += sum(g_i**2 for g_i in g)
        for i, g_i in enumerate(g):
            w[i] -= lr * g_i / math.sqrt(s)
    return w
