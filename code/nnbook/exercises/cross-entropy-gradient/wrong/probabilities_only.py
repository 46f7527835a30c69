# expect: Subtract the target
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    return top + math.log(sum(e)) - z[label], [e_k / sum(e) for e_k in e]
