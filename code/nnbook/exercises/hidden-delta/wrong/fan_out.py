# expect: fan-out is forgotten
def hidden_delta(W, delta, a):
    arriving = [0] * len(a)
    for w, d in zip(W, delta):
        arriving = [w_j * d for w_j in w]
    return [(1 - a_j**2) * g for a_j, g in zip(a, arriving)]
