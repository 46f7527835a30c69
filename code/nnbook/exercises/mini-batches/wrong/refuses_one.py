# expect: A size of 1 is allowed
def batches(examples, size):
    if size <= 1:
        raise ValueError
    result = []
    for i in range(0, len(examples), size):
        result.append(examples[i:i + size])
    return result
