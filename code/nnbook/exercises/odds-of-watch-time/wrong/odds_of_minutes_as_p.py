# expect: You put the odds of the minutes in the place of P
def three_answers(minutes):
    n, k = len(minutes), sum(m > 0 for m in minutes)
    odds, expected = sum(minutes) / (n - k), sum(minutes) / n
    return odds, expected, expected * (1 + odds)
