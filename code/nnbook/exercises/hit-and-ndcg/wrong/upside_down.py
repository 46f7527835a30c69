# expect: The gain is 1 divided by it
import math
def measure(scores, label, seen, k):
    r = sum(s >= scores[label] and i not in seen for i, s in enumerate(scores))
    return (1, math.log2(1 + r)) if r <= k else (0, 0)
