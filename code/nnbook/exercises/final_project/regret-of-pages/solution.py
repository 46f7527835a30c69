def regret(pages):
    """Return the minutes an impression that are given away."""
    total = 0.0
    for truth, shown in pages:
        best = sorted(truth, reverse=True)[: len(shown)]
        got = [truth[i] for i in shown]
        total += (sum(best) - sum(got)) / len(shown)
    return total / len(pages)
