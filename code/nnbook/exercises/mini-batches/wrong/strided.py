# expect: Take neighbours
def batches(examples, size):
    if size < 1:
        raise ValueError
    out = []
    for i in range(size):
        out.append(examples[i::size])
    return out
