# expect: you divide by the clicks
def three_answers(minutes):
    n, k = len(minutes), sum(m > 0 for m in minutes)
    expected = sum(minutes) / n
    return sum(minutes) / k if k else 0, expected, expected * (1 + k / n)
