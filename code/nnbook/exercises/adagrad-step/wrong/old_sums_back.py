# expect: Return the new sums
import math
def adagrad(w, g, sums, lr):
    s = [a + b * b for a, b in zip(sums, g)]
    return [x - lr * b / math.sqrt(a) for x, b, a in zip(w, g, s)], sums
