# expect: a sum of its own
import math


def adagrad(w, g, sums, lr):
    new = [s + b * b for s, b in zip(sums, g)]
    return [a - lr * b / math.sqrt(sum(new)) for a, b in zip(w, g)], new
