# expect: The label is corrected as well
import math


def loss_from_sample(z, label, sampled, q):
    others = sum(math.exp(z[i]) / q[i] for i in sampled if i != label)
    return math.log(math.exp(z[label]) + others) - z[label]
