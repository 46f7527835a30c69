import math


def minutes_served(minutes, steps, rate):
    """Train one logit on impressions; return the minutes to expect."""
    z = 0.0
    for _ in range(steps):
        p = 1 / (1 + math.exp(-z))
        slope = [m * (p - 1) if m > 0 else p for m in minutes]
        z -= rate * sum(slope) / len(minutes)
    return 1 / (1 + math.exp(-z))
