def rate(log, installed, shown):
    """Return the share of installs that the log has for this pair."""
    labels = [y for i, a, y in log if (i, a) == (installed, shown)]
    labels = labels or [y for _, _, y in log]
    return sum(labels) / len(labels)
