# expect: The correction is turned round
import math


def loss_from_sample(z, label, sampled, q):
    weight = {i: math.exp(z[i]) * q[i] for i in {label, *sampled}}
    return math.log(sum(weight.values())) - math.log(weight[label])
