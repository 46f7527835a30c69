def make_examples(watches, n):
    """Return pairs (history, label), at most n for each user."""
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = sorted((w for w in watches if w[0] == user), key=lambda w: w[1])
        for _, time, label in own[-n:]:
            history = [video for _, earlier, video in own if earlier < time]
            if history:
                made.append((history, label))
    return made
