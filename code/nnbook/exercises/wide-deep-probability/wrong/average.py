# expect: No average of two probabilities
import math


def probability(active, wide, a, deep, bias):
    def s(z):
        return 1 / (1 + math.exp(-z))

    one = s(bias + sum(wide[k] for k in active))
    two = s(bias + sum(w * a_j for w, a_j in zip(deep, a)))
    return (one + two) / 2
