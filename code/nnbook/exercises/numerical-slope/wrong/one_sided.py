# expect: That is one-sided
def nudged(f, x, h=1e-5):
    gradient = []
    for i in range(len(x)):
        above = list(x)
        above[i] += h
        gradient.append((f(above) - f(x)) / h)
    return gradient
