def shown_before(log, row):
    """Return the number of earlier impressions within a week."""
    user, video, day = log[row]
    return sum((u, v) == (user, video) and day - d < 7 for u, v, d in log[:row])
