# expect: Rows of different lengths
def mask_hits(scores, labels, sampled):
    return [
        [z for z, s in zip(row, sampled) if s != label]
        for row, label in zip(scores, labels)
    ]
