# expect: put *minus* infinity there
import math
def mask_hits(scores, labels, sampled):
    return [[math.inf if s == l else x for x, s in zip(row, sampled)] for row, l in zip(scores, labels)]
