# expect: The label was not drawn by chance
import math


def sampled_loss(z, label, sampled, q):
    k = len(sampled)
    others = sum(math.exp(z[j]) / (k * q[j]) for j in sampled if j != label)
    return math.log(math.exp(z[label]) / q[label] + others) - z[label]
