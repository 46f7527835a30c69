# expect: Keep the batches apart
def batches(examples, size):
    if size < 1:
        raise ValueError
    out = []
    for i in range(0, len(examples), size):
        out += examples[i:i + size]
    return out
