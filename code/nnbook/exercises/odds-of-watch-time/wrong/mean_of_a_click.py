# expect: You divide by the number of clicks, which is 0 here
def three_answers(minutes):
    clicks = [m for m in minutes if m > 0]
    p = len(clicks) / len(minutes)
    expected = p * sum(clicks) / len(clicks)
    return expected / (1 - p), expected, expected * (1 + p)
