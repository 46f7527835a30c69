# expect: y z is subtracted, not added
import math
def log_loss(z, y):
    return sum(max(a, 0) + math.log(1 + math.exp(-abs(a))) + b * a for a, b in zip(z, y)) / len(z)
