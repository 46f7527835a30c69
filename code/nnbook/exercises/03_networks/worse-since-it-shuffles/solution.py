def epoch(w, b, xs, ys, size, lr, rng):
    """Return w and b after one epoch of SGD for w x + b."""
    examples = list(zip(xs, ys))
    rng.shuffle(examples)
    for i in range(0, len(examples), size):
        batch = examples[i : i + size]
        errors = [w * x + b - y for x, y in batch]
        dw = sum(e * x for e, (x, _) in zip(errors, batch))
        w -= lr * 2 / len(batch) * dw
        b -= lr * 2 / len(batch) * sum(errors)
    return w, b
