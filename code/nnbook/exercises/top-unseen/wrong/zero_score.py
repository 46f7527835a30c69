# expect: A score of 0 does not keep a seen video out
def recommend(u, items, seen, k):
    z = [0 if i in seen else sum(a * b for a, b in zip(u, v)) for i, v in enumerate(items)]
    return sorted(range(len(z)), key=lambda i: -z[i])[:k]
