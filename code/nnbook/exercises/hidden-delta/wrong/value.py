# expect: You multiply by a. It takes the slope
def hidden_delta(W, delta, a):
    arriving = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    return [a_j * g for a_j, g in zip(a, arriving)]
