# expect: the page has n places
def recommend(scores, seen, minutes, k, n):
    left = sorted([i for i in range(len(scores)) if i not in seen], key=lambda i: -scores[i])[:k]
    return sorted(left, key=lambda i: -minutes(i))
