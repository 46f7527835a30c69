import math


def step(w, v, x, t, lr):
    """Return the lists w and v after one step on the example x, t."""
    w, v = list(w), list(v)
    a = [math.tanh(w_j * x) for w_j in w]
    error = sum(v_j * a_j for v_j, a_j in zip(v, a)) - t
    for j in range(len(w)):
        v[j] -= lr * 2 * error * a[j]
        w[j] -= lr * 2 * error * v[j] * (1 - a[j] ** 2) * x
    return w, v
