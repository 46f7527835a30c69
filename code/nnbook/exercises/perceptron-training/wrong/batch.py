# expect: correct right after each mistake
def mistakes_per_epoch(points, labels, max_epochs):
    w1, w2, b = 0, 0, 0
    counts = []
    for _ in range(max_epochs):
        errors = [
            y - int(w1 * x1 + w2 * x2 + b >= 0) for (x1, x2), y in zip(points, labels)
        ]
        for error, (x1, x2) in zip(errors, points):
            w1 += error * x1
            w2 += error * x2
            b += error
        counts.append(sum(error != 0 for error in errors))
        if counts[-1] == 0:
            break
    return counts
