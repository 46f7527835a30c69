# expect: you have looked at all videos
def search(u, items, centres, cells, probes, k):
    score = [sum(a * b for a, b in zip(u, v)) for v in items]
    return sorted(range(len(items)), key=lambda i: -score[i])[:k]
