class Node:
    """A number and what a nudge of x does to it."""

    def __init__(self, value, slope):
        """Keep both."""
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Add up, slopes too."""
        other = node(other)
        return Node(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Multiply: each slope times the other value."""
        other = node(other)
        slope = self.slope * other.value + other.slope * self.value
        return Node(self.value * other.value, slope)

    def __truediv__(self, other):
        """Divide: times one over."""
        other = node(other)
        over = Node(1 / other.value, -other.slope / other.value**2)
        return self * over

    def __neg__(self):
        """Turn the sign."""
        return self * -1

    def __sub__(self, other):
        """Subtract."""
        return self + node(other) * -1

    def __rsub__(self, other):
        """Subtract from a number."""
        return node(other) - self

    def __rtruediv__(self, other):
        """Divide a number."""
        return node(other) / self

    __radd__, __rmul__ = __add__, __mul__


def node(value):
    """A plain number is a constant: a nudge of x does nothing to it."""
    return value if isinstance(value, Node) else Node(value, 0)


def stop(x):
    """The value of x, and no gradient."""
    return Node(node(x).value, 0)


def nearest(x):
    """The nearest integer; its slope is 0."""
    return Node(round(node(x).value), 0)


def passed(f, x):
    """passed(f, x) = the value of f at x, and what x gets of an upstream gradient of 1"""
    made = (
        f(Node(x, 1), stop, nearest) if f.__name__ == "rounded" else f(Node(x, 1), stop)
    )
    return made if made is None or made is ... else (node(made).value, node(made).slope)


def check_rounded(code, t):
    "rounded: the value of nearest(x), and the gradient unchanged"
    for x, value in [(2.7, 3), (-1.2, -1), (0.4, 0)]:
        t.close(
            f"passed(rounded, {x})",
            (value, 1),
            ((value, 0), "The value is right. But nothing comes back to x."),
            (
                (x, 1),
                "That is x itself: the gradient is right, the value is not rounded.",
            ),
            ((x + value, 1), "The gradient is right, but the value has x in it, too."),
            (
                TypeError,
                "x is a node: use only +, -, * with it, and the two functions.",
            ),
            passed=passed,
        )


def check_turned(code, t):
    "turned: the value of x, and the gradient negated"
    for x in (2.7, -1.2, 5.0):
        t.close(
            f"passed(turned, {x})",
            (x, -1),
            ((-x, -1), "The gradient is negated, but the value is, too."),
            ((x, 1), "The value is right, but the gradient is not negated."),
            ((x, 0), "The value is right. But nothing comes back to x."),
            ((0, -1), "The gradient is right, but the values cancel each other."),
            passed=passed,
        )
