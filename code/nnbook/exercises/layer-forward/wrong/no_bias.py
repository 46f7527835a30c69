# expect: The bias is missing
def layer(W, x, b):
    return [max(0, sum(w * v for w, v in zip(row, x))) for row in W]
