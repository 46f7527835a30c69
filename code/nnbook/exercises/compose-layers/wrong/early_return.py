# expect: return after the loop
def compose(functions):
    def network(x):
        for f in functions:
            x = f(x)
            return x

    return network
