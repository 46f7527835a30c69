# expect: Go on through the softmax
import math


def loss_and_gradient(z, label):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    p = e[label] / sum(e)
    loss = top + math.log(sum(e)) - z[label]
    return loss, [-1 / p if k == label else 0 for k in range(len(z))]
