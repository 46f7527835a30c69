# expect: Add it back to the loss
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    gradient = [e_k / sum(e) for e_k in e]
    gradient[label] -= 1
    return math.log(sum(e)) - z[label], gradient
