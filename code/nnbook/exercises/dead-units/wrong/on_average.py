# expect: Mostly off is not dead
def dead_units(W, b, X):
    count = 0
    for w, bias in zip(W, b):
        z = [sum(w_i * x_i for w_i, x_i in zip(w, x)) + bias for x in X]
        if sum(z) <= 0:
            count += 1
    return count
