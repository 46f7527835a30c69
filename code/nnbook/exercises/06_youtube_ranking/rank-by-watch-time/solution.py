def ranked(videos):
    """Return the names, the largest expected watch time first."""
    best_first = sorted(videos, key=lambda v: v[1] * v[2], reverse=True)
    return [name for name, _, _ in best_first]
