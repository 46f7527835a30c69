# expect: i + size
def batches(examples, size):
    if size < 1:
        raise ValueError
    out = []
    for i in range(0, len(examples), size):
        out.append(examples[i:size])
    return out
