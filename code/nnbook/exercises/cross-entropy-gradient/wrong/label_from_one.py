# expect: `label` counts from 0, as lists do
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    loss = top + math.log(sum(e)) - z[label]
    gradient = [e_k / sum(e) for e_k in e]
    gradient[label - 1] -= 1
    return loss, gradient
