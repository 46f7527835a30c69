# expect: Ranking sees only what retrieval hands on
def recommend(scores, seen, minutes, k, n):
    unseen = [i for i in range(len(scores)) if i not in seen]
    return sorted(unseen, key=lambda i: -minutes(i))[:n]
