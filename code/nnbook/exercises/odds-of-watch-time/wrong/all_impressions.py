# expect: The odds divide by the impressions that were not clicked
def three_answers(minutes):
    n, k = len(minutes), sum(m > 0 for m in minutes)
    expected = sum(minutes) / n
    return expected, expected, expected * (1 + k / n)
