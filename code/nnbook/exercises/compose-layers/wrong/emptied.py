# expect: do not change the list
def compose(functions):
    def network(x):
        while functions:
            x = functions.pop(0)(x)
        return x

    return network
