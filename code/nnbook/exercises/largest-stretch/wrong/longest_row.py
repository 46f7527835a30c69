# expect: A vector meets all rows at once
import math


def operator_norm(W):
    return max(math.hypot(*row) for row in W)
