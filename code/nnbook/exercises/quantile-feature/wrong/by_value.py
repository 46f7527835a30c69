# expect: only the group counts
def normalized(value, edges):
    share = (value - edges[0]) / (edges[-1] - edges[0])
    return min(max(share, 0), 1)
