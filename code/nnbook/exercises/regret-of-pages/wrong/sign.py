# expect: nobody can do better than the oracle
def regret(pages):
    total = 0
    for truth, shown in pages:
        best = sorted(truth, reverse=True)[: len(shown)]
        total += (sum(truth[i] for i in shown) - sum(best)) / len(shown)
    return total / len(pages)
