def three_answers(minutes):
    """Return the odds, E[T] and E[T] (1 + P)."""
    n, k = len(minutes), sum(m > 0 for m in minutes)
    expected = sum(minutes) / n
    return sum(minutes) / (n - k), expected, expected * (1 + k / n)
