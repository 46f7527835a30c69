# expect: added once for each input
def layer(W, x, b):
    activations = []
    for row, bias in zip(W, b):
        z = 0
        for w, value in zip(row, x):
            z += w * value + bias
        activations.append(max(0, z))
    return activations
