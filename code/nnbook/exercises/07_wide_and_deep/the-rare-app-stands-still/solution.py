import math


def train(gradients, lr):
    """Run AdaGrad from 0; return the weights after all steps."""
    w, s = [0.0] * len(gradients[0]), [0.0] * len(gradients[0])
    for g in gradients:
        for i, g_i in enumerate(g):
            s[i] += g_i**2
            if s[i] > 0:
                w[i] -= lr * g_i / math.sqrt(s[i])
    return w
