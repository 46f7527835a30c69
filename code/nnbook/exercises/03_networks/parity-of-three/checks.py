import itertools

CORNERS = sorted(itertools.product((0, 1), repeat=3), key=sum)


def outputs(code, t):
    """What the network gives at the eight corners; fails where it is none."""
    rows = code.W
    if not isinstance(rows, list) or not rows:
        t.fail("W is a list with a row for each ReLU, such as [[1, 2, 3]].")
    if len(rows) > 3:
        t.fail(f"W has {len(rows)} rows: use at most three ReLUs.")
    W = [t.is_list_of_numbers("W[i]", 3, i=i) for i in range(len(rows))]
    b = t.is_list_of_numbers("b", len(W))
    v = t.is_list_of_numbers("v", len(W))
    c = t.is_number("c")
    return [
        sum(
            weight * max(0, sum(w * a for w, a in zip(row, x)) + bias)
            for row, bias, weight in zip(W, b, v)
        )
        + c
        for x in CORNERS
    ]


def compare(code, t, ones):
    """Fail at the first corner with so many ones where the network is wrong."""
    found = dict(zip(CORNERS, outputs(code, t)))
    if all(abs(y - (1 - sum(x) % 2)) < 1e-9 for x, y in found.items()):
        t.fail("It is 1 where the number is even, and 0 where it is odd.")
    for x, y in found.items():
        if sum(x) in ones and abs(y - sum(x) % 2) > 1e-9:
            t.fail(f"At {x} it should be {sum(x) % 2}, but it is {y:.6g}.")


def check_size(code, t):
    "has at most three ReLUs, with three weights and a bias each"
    outputs(code, t)


def check_one(code, t):
    "is 0 at (0, 0, 0) and 1 where one input is 1"
    compare(code, t, (0, 1))


def check_two(code, t):
    "is 0 where two inputs are 1"
    compare(code, t, (2,))


def check_three(code, t):
    "is 1 at (1, 1, 1)"
    compare(code, t, (3,))
