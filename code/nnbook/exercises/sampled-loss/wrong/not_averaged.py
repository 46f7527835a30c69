# expect: Average them: divide by k too
import math


def sampled_loss(z, label, sampled, q):
    others = sum(math.exp(z[j]) / q[j] for j in sampled if j != label)
    return math.log(math.exp(z[label]) + others) - z[label]
