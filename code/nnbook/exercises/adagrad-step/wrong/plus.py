# expect: Go against the gradient
import math


def adagrad(w, g, sums, lr):
    new = [s + b * b for s, b in zip(sums, g)]
    return [a + lr * b / math.sqrt(s) for a, b, s in zip(w, g, new)], new
