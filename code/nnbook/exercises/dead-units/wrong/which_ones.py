# expect: return how many
def dead_units(W, b, X):
    dead = []
    for unit, (w, bias) in enumerate(zip(W, b)):
        z = [sum(w_i * x_i for w_i, x_i in zip(w, x)) + bias for x in X]
        if max(z) <= 0:
            dead.append(unit)
    return dead
