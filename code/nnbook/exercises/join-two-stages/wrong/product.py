# expect: Scores and minutes are mixed
def recommend(scores, seen, minutes, k, n):
    unseen = [i for i in range(len(scores)) if i not in seen]
    candidates = sorted(unseen, key=lambda i: -scores[i])[:k]
    worth = {i: minutes(i) * scores[i] for i in candidates}
    return sorted(candidates, key=lambda i: -worth[i])[:n]
