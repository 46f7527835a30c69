# expect: You subtract the label, 2, from every p
import math


def loss_and_gradient(z, label):
    top = max(z)
    total = sum(math.exp(z_k - top) for z_k in z)
    loss = top + math.log(total) - z[label]
    return loss, [math.exp(z_k - top) / total - label for z_k in z]
