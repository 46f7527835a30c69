# expect: at the smallest distance
def recommend(u, items, seen, k):
    z = {i: sum((a - b) ** 2 for a, b in zip(u, v)) for i, v in enumerate(items) if i not in seen}
    return sorted(z, key=z.get)[:k]
