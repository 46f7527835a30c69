# expect: e to the 0 is 1
def mask_hits(scores, labels, sampled):
    return [
        [0 if s == label else z for z, s in zip(row, sampled)]
        for row, label in zip(scores, labels)
    ]
