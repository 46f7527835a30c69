# expect: once each is enough
def recommend(scores, seen, minutes, k, n):
    unseen = [i for i in range(len(scores)) if i not in seen]
    candidates = sorted(unseen, key=lambda i: -scores[i])[:k]
    chosen = []
    for _ in range(min(n, len(candidates))):
        best = max(candidates, key=minutes)
        candidates.remove(best)
        chosen.append(best)
    return chosen
