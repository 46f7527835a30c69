# expect: Video 2 was seen
def recommend(u, items, seen, k):
    score = [sum(a * b for a, b in zip(u, v)) for v in items]
    return sorted(range(len(items)), key=lambda i: (-score[i], i))[:k]
