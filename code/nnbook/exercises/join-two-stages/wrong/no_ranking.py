# expect: That is the order of retrieval
def recommend(scores, seen, minutes, k, n):
    unseen = [i for i in range(len(scores)) if i not in seen]
    return sorted(unseen, key=lambda i: -scores[i])[:k][:n]
