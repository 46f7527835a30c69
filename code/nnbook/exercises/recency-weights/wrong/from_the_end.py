# expect: The last numbers of a are used
import math


def weighted_average(history, a):
    e = [math.exp(a_j) for a_j in a[-len(history) :]]
    return [sum(w * v for w, v in zip(e, c)) / sum(e) for c in zip(*history)]
