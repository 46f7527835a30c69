from math import exp, log


def report(scores, clicks):
    """Return the mean of -log(probability of what happened)."""
    total = 0
    for z, click in zip(scores, clicks):
        m = z if click else -z  # p is σ(m), and -log σ(m) is log(1 + e^-m)
        total += max(0, -m) + log(1 + exp(-abs(m)))
    return total / len(scores)
