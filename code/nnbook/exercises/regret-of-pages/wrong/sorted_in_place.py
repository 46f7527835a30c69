# expect: count in the old order
def regret(pages):
    total = 0
    for truth, shown in pages:
        n = len(shown)
        truth.sort(reverse=True)
        total += (sum(truth[:n]) - sum(truth[i] for i in shown)) / n
    return total / len(pages)
