# expect: the Frobenius norm
import math


def operator_norm(W):
    return math.hypot(*(w for row in W for w in row))
