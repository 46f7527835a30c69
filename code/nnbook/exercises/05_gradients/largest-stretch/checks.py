import math


def check_diagonal(code, t):
    "is 3 for a matrix that stretches one axis by 3"
    t.close(
        "operator_norm([[3, 0], [0, 0.5]])",
        3,
        (9, "That is the factor of WᵀW, the square. Return the length of W v."),
        (
            9.25**0.5,
            "That is the root of the sum of all squares (the Frobenius norm). "
            "One vector cannot be stretched in all directions at once.",
        ),
        (1, "You return the length of v, which is 1. The length of W v is wanted."),
        (3.0 * 9.0**200, "v grows without end: divide it by its length each time."),
        (math.inf, "v grows without end: divide it by its length each time."),
        (OverflowError, "v grows without end: divide it by its length each time."),
        tol=1e-6,
    )


def check_turned(code, t):
    "needs the transpose: this matrix turns its input away"
    t.close(
        "operator_norm([[0, 2], [0, 0]])",
        2,
        (
            0,
            "W(Wv) is 0 here, though W stretches by 2. The second product is with the "
            "transpose, Wᵀ.",
        ),
        (1, "You return the length of v, which is 1. The length of W v is wanted."),
        (
            ZeroDivisionError,
            "W(Wv) is 0 here, though W stretches by 2. The second "
            "product is with the transpose, Wᵀ.",
        ),
        tol=1e-6,
    )


def check_wide(code, t):
    "takes a matrix that is not square"
    t.close(
        "operator_norm([[1, 2, 2], [2, 4, 4]])",
        45**0.5,
        (
            5,
            "v has one number for each column of W, three here: begin with len(W[0]) "
            "ones, and come back to three numbers with the transpose.",
        ),
        (
            5 * 5**0.5,
            "You divide v by the sum of its squares. Its length is the root of that.",
        ),
        (
            1.8 * 5**0.5,
            "You divide v by the sum of its numbers. Its length is the root of the sum "
            "of their squares.",
        ),
        (
            10,
            "That is a row added up. For it, all numbers of v would have to be 1, and "
            "the length of v more than 1.",
        ),
        (6, "That is the length of the longest row. A vector meets all rows at once."),
        tol=1e-6,
    )
    t.close("operator_norm([[1, 2, 2], [1, 2, 2]])", 18**0.5, tol=1e-6)


def check_signs(code, t):
    "does not depend on signs"
    t.close(
        "operator_norm([[-4, 0], [0, 1]])",
        4,
        (1, "Look for the largest stretch, not for the largest entry."),
        tol=1e-6,
    )


def check_large(code, t):
    "does not overflow for a matrix of large numbers"
    t.close("operator_norm([[2e5, 1e5], [1e5, 2e5]])", 3e5)


def check_zero(code, t):
    "is 0 for a matrix of zeros"
    left = ZeroDivisionError, "Nothing is left of v here: return 0 before you divide."
    t.close("operator_norm([[0, 0], [0, 0]])", 0, left)
    t.close("operator_norm([[0, 0, 0]])", 0, left)
