# expect: an accidental hit
import math


def loss_from_sample(z, label, sampled, q):
    weight = [math.exp(z[i]) / q[i] for i in [label, *sampled]]
    return math.log(sum(weight)) - math.log(weight[0])
