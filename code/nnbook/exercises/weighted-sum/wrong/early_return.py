# expect: You return inside the loop
def net_input(x, w, b):
    z = b
    for x_i, w_i in zip(x, w):
        z += w_i * x_i
        return z
