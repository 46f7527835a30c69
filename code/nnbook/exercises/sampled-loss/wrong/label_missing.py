# expect: It is a candidate like the others
import math


def loss_from_sample(z, label, sampled, q):
    total = sum(math.exp(z[i]) / q[i] for i in sampled)
    return math.log(total) - math.log(math.exp(z[label]) / q[label])
