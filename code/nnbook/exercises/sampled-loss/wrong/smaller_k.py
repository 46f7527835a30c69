# expect: k is the number of draws
import math


def sampled_loss(z, label, sampled, q):
    kept = [j for j in sampled if j != label]
    others = sum(math.exp(z[j]) / (len(kept) * q[j]) for j in kept)
    return math.log(math.exp(z[label]) + others) - z[label]
