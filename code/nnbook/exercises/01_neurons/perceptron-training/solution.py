def mistakes_per_epoch(points, labels, max_epochs):
    """Return the mistakes made in each epoch, such as [3, 2, 0]."""
    w1, w2, b = 0, 0, 0
    counts = []
    for _ in range(max_epochs):
        mistakes = 0
        for (x1, x2), y in zip(points, labels):
            error = y - int(w1 * x1 + w2 * x2 + b >= 0)
            if error:
                w1 += error * x1
                w2 += error * x2
                b += error
                mistakes += 1
        counts.append(mistakes)
        if mistakes == 0:
            break
    return counts
