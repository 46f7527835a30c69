def net_input(x, w, b):
    """Return w₁x₁ + w₂x₂ + ... + b; x and w are lists."""
    if len(x) != len(w):
        raise ValueError(f"{len(x)} inputs, but {len(w)} weights")
    z = b
    for x_i, w_i in zip(x, w):
        z += w_i * x_i
    return z
