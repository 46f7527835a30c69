# expect: The order is reversed
def compose(functions):
    def network(x):
        for f in reversed(functions):
            x = f(x)
        return x

    return network
