def compose(functions):
    """Return a function that applies them all, the first one first."""

    def network(x):
        for f in functions:
            x = f(x)
        return x

    return network
