# expect: These are the nearest by angle
import math


def recommend(u, items, seen, k):
    score = [sum(a * b for a, b in zip(u, v)) / math.hypot(*v) for v in items]
    left = [i for i in range(len(items)) if i not in seen]
    return sorted(left, key=lambda i: (-score[i], i))[:k]
