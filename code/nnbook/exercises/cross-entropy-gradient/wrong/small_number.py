# expect: Don't add a small number
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    p = [e_k / sum(e) for e_k in e]
    loss = -math.log(p[label] + 1e-12) if p[label] < 1e-12 else -math.log(p[label])
    return loss, [p_k - (k == label) for k, p_k in enumerate(p)]
