# expect: You drop repetitions
import math


def sampled_loss(z, label, sampled, q):
    k = len(set(sampled))
    others = sum(math.exp(z[j]) / (k * q[j]) for j in set(sampled) if j != label)
    return math.log(math.exp(z[label]) + others) - z[label]
