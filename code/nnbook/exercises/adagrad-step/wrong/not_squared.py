# expect: take the squares of the gradients
import math


def adagrad(w, g, sums, lr):
    s = [a + b for a, b in zip(sums, g, strict=True)]
    new = [x - lr * b / math.sqrt(a) for x, b, a in zip(w, g, s, strict=True)]
    return new, s
