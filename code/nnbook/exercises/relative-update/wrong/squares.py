# expect: These are the squares
def relative_steps(weights, gradients, lr):
    def square(v):
        return sum(x * x for x in v)

    return [lr**2 * square(g) / square(w) for w, g in zip(weights, gradients)]
