# expect: Half a minute is a click too
def three_answers(minutes):
    n, k = len(minutes), sum(m >= 1 for m in minutes)
    expected = sum(minutes) / n
    return sum(minutes) / (n - k), expected, expected * (1 + k / n)
