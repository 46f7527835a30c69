# expect: take no tanh of it
import math


def hidden_delta(W, delta, a):
    arriving = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    return [(1 - math.tanh(a_j) ** 2) * g for a_j, g in zip(a, arriving)]
