# expect: Only one is left of two
def recommend(u, items, seen, k):
    score = [sum(a * b for a, b in zip(u, v)) for v in items]
    best = sorted(range(len(items)), key=lambda i: (-score[i], i))[:k]
    return [i for i in best if i not in seen]
