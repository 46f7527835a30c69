# expect: You go down the columns of W
def layer(W, x, b):
    z = [sum(w * v for w, v in zip(column, x)) for column in zip(*W)]
    return [max(0, z_i + c) for z_i, c in zip(z, b)]
