# expect: places among the unseen videos
def recommend(u, items, seen, k):
    left = [v for i, v in enumerate(items) if i not in seen]
    z = [sum(a * b for a, b in zip(u, v)) for v in left]
    return sorted(range(len(left)), key=lambda i: -z[i])[:k]
