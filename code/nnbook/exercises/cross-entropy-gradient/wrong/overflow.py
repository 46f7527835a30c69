# expect: Subtract the largest z
import math


def loss_and_gradient(z, label):
    e = [math.exp(z_k) for z_k in z]
    p = [e_k / sum(e) for e_k in e]
    return -math.log(p[label]), [p_k - (k == label) for k, p_k in enumerate(p)]
