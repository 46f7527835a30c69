# expect: must count less: divide
import math


def sampled_loss(z, label, sampled, q):
    others = sum(math.exp(z[j] + math.log(q[j])) for j in sampled if j != label)
    return math.log(math.exp(z[label]) + others) - z[label]
