# expect: square a first
def hidden_delta(W, delta, a):
    arriving = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    return [(1 - a_j) ** 2 * g for a_j, g in zip(a, arriving)]
