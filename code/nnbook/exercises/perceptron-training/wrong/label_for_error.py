# expect: the label minus the answer
def mistakes_per_epoch(points, labels, max_epochs):
    w1, w2, b = 0, 0, 0
    counts = []
    for _ in range(max_epochs):
        count = 0
        for (x1, x2), y in zip(points, labels):
            if int(w1 * x1 + w2 * x2 + b >= 0) != y:
                w1, w2, b = w1 + y * x1, w2 + y * x2, b + y
                count += 1
        counts.append(count)
        if count == 0:
            break
    return counts
