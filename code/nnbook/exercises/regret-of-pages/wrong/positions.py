# expect: shown holds positions, not minutes
def regret(pages):
    t = 0
    for truth, shown in pages:
        n = len(shown)
        t += sum(sorted(truth)[-n:]) / n - sum(shown) / n
    return t / len(pages)
