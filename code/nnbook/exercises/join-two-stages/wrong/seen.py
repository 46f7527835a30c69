# expect: it is offered again
def recommend(scores, seen, minutes, k, n):
    candidates = sorted(range(len(scores)), key=lambda i: -scores[i])[:k]
    return sorted(candidates, key=lambda i: -minutes(i))[:n]
