def pieces(code, t):
    """The four straight pieces, pairs of points; fails where they are none."""
    points = code.points
    if not isinstance(points, list) or not all(
        isinstance(p, tuple | list) and len(p) == 2 for p in points
    ):
        t.fail("points is a list of pairs (x, y), such as [(0, 0), (1, 1)].")
    for i, pair in enumerate(points):
        t.is_list_of_numbers(f"list(points[{i}])", len(pair))
    if len(points) != 5:
        t.fail(f"Four hinges join five points, and yours are {len(points)}.")
    xs = [x for x, _ in points]
    if xs[0] != 0 or xs[-1] != 1:
        t.fail(f"The points go from x = 0 to x = 1, yours from {xs[0]} to {xs[-1]}.")
    if any(left >= right for left, right in zip(xs, xs[1:])):
        t.fail("Each x must be larger than the one before.")
    return list(zip(points, points[1:]))


def check_points(code, t):
    "has five points from x = 0 to x = 1, in order"
    pieces(code, t)


def worst(piece):
    """(error, x, what the line gives there) where one piece is farthest from the root."""
    (x0, y0), (x1, y1) = piece
    slope = (y1 - y0) / (x1 - x0)
    places = [x0, x1]
    if slope > 0 and x0 < 1 / (4 * slope**2) < x1:
        places.append(1 / (4 * slope**2))  # there the root is as steep as the line
    found = [(x, y0 + slope * (x - x0)) for x in places]
    return max((abs(y - x**0.5), x, y) for x, y in found)


def check_close(code, t):
    "is nowhere off by more than 0.03"
    error, x, y = max(map(worst, pieces(code, t)))
    if error > 0.03 + 1e-12:
        t.fail(
            f"At x = {x:.4f} the network gives {y:.4f}, and the root is {x**0.5:.4f}: off "
            f"by {error:.4f}, more than anywhere else."
        )
