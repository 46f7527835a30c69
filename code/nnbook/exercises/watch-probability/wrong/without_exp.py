# expect: Softmax takes the exponentials first
def probability(u, items, i):
    scores = [sum(a * b for a, b in zip(u, v)) for v in items]
    return scores[i] / sum(scores)
