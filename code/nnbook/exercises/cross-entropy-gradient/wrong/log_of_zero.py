# expect: This is a logarithm of 0
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    p = [e_k / sum(e) for e_k in e]
    return -math.log(p[label]), [p_k - (k == label) for k, p_k in enumerate(p)]
