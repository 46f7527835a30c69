# expect: places in the list of candidates
def recommend(scores, seen, minutes, k, n):
    left = sorted([i for i in range(len(scores)) if i not in seen], key=lambda i: -scores[i])[:k]
    m = [minutes(i) for i in left]
    return sorted(range(len(m)), key=lambda j: -m[j])[:n]
