def forward(x, blocks):
    """Return the output, and of each block its input and z."""
    saved = []
    for W in blocks:
        z = [sum(w * a for w, a in zip(row, x)) for row in W]
        saved.append((x, z))
        for i, z_i in enumerate(z):
            x[i] += max(z_i, 0.0)
    return x, saved
