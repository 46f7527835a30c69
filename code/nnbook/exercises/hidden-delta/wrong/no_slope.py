# expect: The slope is missing
def hidden_delta(W, delta, a):
    return [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
