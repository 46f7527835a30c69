# expect: Each page counts once
def regret(pages):
    total = places = 0
    for truth, shown in pages:
        best = sorted(truth, reverse=True)[: len(shown)]
        total += sum(best) - sum(truth[i] for i in shown)
        places += len(shown)
    return total / places
