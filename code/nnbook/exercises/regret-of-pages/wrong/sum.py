# expect: Take the mean over a page's places
def regret(pages):
    total = 0
    for truth, shown in pages:
        best = sorted(truth, reverse=True)[: len(shown)]
        total += (sum(best) - sum(truth[i] for i in shown)) / len(shown)
    return total
