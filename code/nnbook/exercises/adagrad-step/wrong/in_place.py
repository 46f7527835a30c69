# expect: changes the lists
import math


def adagrad(w, g, sums, lr):
    for i, b in enumerate(g):
        sums[i] += b * b
        w[i] -= lr * b / math.sqrt(sums[i])
    return w, sums
