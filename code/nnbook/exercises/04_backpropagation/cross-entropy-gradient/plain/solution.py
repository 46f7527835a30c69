import math


def loss_and_gradient(z, label):
    """Return the cross-entropy and its gradient, a list."""
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    loss = top + math.log(sum(e)) - z[label]
    gradient = [e_k / sum(e) for e_k in e]
    gradient[label] -= 1
    return loss, gradient
