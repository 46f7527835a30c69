# expect: p - t, not t - p
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    p = [e_k / sum(e) for e_k in e]
    loss = top + math.log(sum(e)) - z[label]
    return loss, [(k == label) - p_k for k, p_k in enumerate(p)]
