# expect: only its own gradient's square
import math


def adagrad(w, g, sums, lr):
    total = sum(b * b for b in g)
    s = [a + total for a in sums]
    new = [x - lr * b / math.sqrt(a) for x, b, a in zip(w, g, s, strict=True)]
    return new, s
