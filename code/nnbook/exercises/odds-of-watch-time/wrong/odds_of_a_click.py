# expect: These are the odds of a click
def three_answers(minutes):
    n, k = len(minutes), sum(m > 0 for m in minutes)
    expected = sum(minutes) / n
    return k / (n - k), expected, expected * (1 + k / n)
