# expect: once for each input
def net_input(x, w, b):
    z = 0
    for x_i, w_i in zip(x, w):
        z += w_i * x_i + b
    return z
