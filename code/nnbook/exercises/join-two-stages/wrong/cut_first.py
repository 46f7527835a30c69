# expect: *before* cutting off
def recommend(scores, seen, minutes, k, n):
    candidates = sorted(range(len(scores)), key=lambda i: -scores[i])[:k]
    unseen = [i for i in candidates if i not in seen]
    return sorted(unseen, key=lambda i: -minutes(i))[:n]
