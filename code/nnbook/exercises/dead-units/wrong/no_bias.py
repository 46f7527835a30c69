# expect: don't forget its bias
def dead_units(W, b, X):
    count = 0
    for w, bias in zip(W, b):
        z = [sum(w_i * x_i for w_i, x_i in zip(w, x)) for x in X]
        if all(v <= 0 for v in z):
            count += 1
    return count
