# expect: you count it twice
import math


def sampled_loss(z, label, sampled, q):
    k = len(sampled)
    others = sum(math.exp(z[j]) / (k * q[j]) for j in sampled)
    return math.log(math.exp(z[label]) + others) - z[label]
