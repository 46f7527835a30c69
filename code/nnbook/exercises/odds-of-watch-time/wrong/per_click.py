# expect: E[T] is per impression, not per click
def three_answers(minutes):
    n, k = len(minutes), sum(m > 0 for m in minutes)
    expected = sum(minutes) / k if k else 0
    return sum(minutes) / (n - k), expected, expected * (1 + k / n)
