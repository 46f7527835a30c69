# expect: each deep weight is multiplied by its entry of a
import math
def probability(active, wide, a, deep, bias):
    z = bias
    for i in active: z += wide[i]
    z += sum(deep)
    return 1 / (1 + math.exp(-z))
