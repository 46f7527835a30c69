# expect: Loop over all inputs that there are
def net_input(x, w, b):
    return w[0] * x[0] + w[1] * x[1] + b
