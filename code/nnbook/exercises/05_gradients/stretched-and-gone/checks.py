import math


def times(A, B):
    """The product of two matrices of two rows and columns."""
    return [[sum(a * b for a, b in zip(row, c)) for c in zip(*B)] for row in A]


def norm(A):
    """The operator norm: the larger root of AᵀA's characteristic polynomial."""
    squares = sum(a * a for row in A for a in row)
    return math.sqrt((squares + math.sqrt(max(0, squares**2 - 4 * det(A) ** 2))) / 2)


def det(A):
    """The determinant."""
    return A[0][0] * A[1][1] - A[0][1] * A[1][0]


def matrix(code, t):
    """What the reader gives, if it has two rows of two finite numbers."""
    for row in (0, 1):
        t.is_list_of_numbers(f"recurrent()[{row}]", 2)
    W = code.recurrent()
    if len(W) != 2:
        t.fail(f"W has {len(W)} rows. Two are asked for.")
    if not all(math.isfinite(w) for row in W for w in row):
        t.fail("A number of W is infinite.")
    return W


def check_stretch(code, t):
    "stretches some vector to 3 times its length"
    most = norm(matrix(code, t))
    if not most >= 3 - 1e-9:
        t.fail(f"The most that your W stretches a vector is {most:.3g} times, not 3.")


def check_gone(code, t):
    "leaves less than a thousandth of every vector after fifty steps"
    W = matrix(code, t)
    power = W
    for _ in range(49):
        power = times(power, W)
    if not norm(power) < 0.001:
        t.fail(
            f"After fifty steps some vector is {norm(power):.3g} times as long as at "
            "first. That is not below 0.001."
        )


def check_direction(code, t):
    "loses no direction at once"
    size = abs(det(matrix(code, t)))
    if not size >= 0.1 - 1e-9:
        t.fail(
            f"The determinant of your W is {size:.3g} in size, and 0.1 at least is asked "
            "for: one step already presses the plane together."
        )
