import itertools
import random

XS, YS = [-2.0, -1.0, 0.5, 1.0, 3.0], [1.0, 4.0, -2.0, 0.5, 2.0]


def once(epoch, seed, size):
    """One epoch from w = 0.5, b = -1 on copies of the lists."""
    rng = random.Random(seed)
    return tuple(epoch(0.5, -1.0, list(XS), list(YS), size, 0.05, rng))


def run(t, seed, size=1):
    """The same of the reader's epoch."""
    return t.value("once(epoch, seed, size)", once=once, seed=seed, size=size)


def line(epoch):
    """Where 300 epochs on the points of a line end."""
    xs, rng, w, b = [k / 10 for k in range(-20, 20)], random.Random(1), 0.0, 0.0
    ys = [2 * x + 1 for x in xs]
    for _ in range(300):
        w, b = epoch(w, b, xs, ys, 8, 0.02, rng)
    return w, b


def ten(epoch):
    """Where each of ten epochs ends that share a generator."""
    xs, ys, rng = list(XS), list(YS), random.Random(5)
    return [tuple(epoch(0.5, -1.0, xs, ys, 1, 0.05, rng)) for _ in range(10)]


def ends(size):
    """Where an epoch can end: w and b for each order of the five examples."""
    for order in itertools.permutations(zip(XS, YS)):
        w, b = 0.5, -1.0
        for i in range(0, 5, size):
            batch = order[i : i + size]
            slopes = [2 * (w * x + b - y) for x, y in batch]
            dw = sum(s * x for s, (x, _) in zip(slopes, batch)) / len(batch)
            w, b = w - 0.05 * dw, b - 0.05 * sum(slopes) / len(batch)
        yield w, b


def check_line(code, t):
    "finds the line y = 2x + 1"
    w, b = t.value("line(epoch)", line=line)
    if abs(w - 2) > 0.01 or abs(b - 1) > 0.01:
        t.fail(f"After 300 epochs w is {w:.2f} and b is {b:.2f}.")


def check_each_once(code, t):
    "gives each example one turn, in mini-batches of the size that is asked for"
    for size, seed in [(1, 1), (2, 2), (3, 3), (5, 4)]:
        w, b = run(t, seed, size)
        near = [abs(w - v) < 1e-9 and abs(b - c) < 1e-9 for v, c in ends(size)]
        if not any(near):
            t.fail(
                f"With five examples and batches of {size}, an epoch ends at w = {w:.3f}, "
                f"b = {b:.3f}. In no order do the five examples lead there."
            )


def check_order(code, t):
    "takes them in an order that rng draws"
    found = [run(t, seed) for seed in range(20)]
    if len(set(found)) < 5:
        t.fail("With 20 generators, the examples come in hardly another order.")
    if [run(t, seed) for seed in range(3)] != found[:3]:
        t.fail(
            "With random.Random(1) again, the order is another one: let rng draw it."
        )


def check_next_epoch(code, t):
    "draws a new order for the next epoch"
    found = set(t.value("ten(epoch)", ten=ten))
    if len(found) < 5:
        t.fail("Ten epochs with one generator have hardly another order.")
