def epoch(w, b, xs, ys, size, lr, rng):
    """Return w and b after one epoch of SGD for w x + b."""
    rng.shuffle(xs)
    rng.shuffle(ys)
    for i in range(0, len(xs), size):
        batch = list(zip(xs[i : i + size], ys[i : i + size]))
        errors = [w * x + b - y for x, y in batch]
        dw = sum(e * x for e, (x, _) in zip(errors, batch))
        w -= lr * 2 / len(batch) * dw
        b -= lr * 2 / len(batch) * sum(errors)
    return w, b
