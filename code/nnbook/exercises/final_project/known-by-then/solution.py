def watched_before(log, user, day):
    """Return the user's earlier videos, the latest first."""
    mine = [(d, video) for u, video, d in log if u == user and d < day]
    return [video for d, video in sorted(mine, reverse=True)]
