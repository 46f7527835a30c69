import math


def adagrad(w, g, sums, lr):
    """Return the new weights and the new sums of squares."""
    sums = [s + g_i**2 for s, g_i in zip(sums, g)]
    w = [w_i - lr * g_i / math.sqrt(s) for w_i, g_i, s in zip(w, g, sums)]
    return w, sums
