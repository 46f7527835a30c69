# expect: begin a new list
def batches(examples, size):
    if size < 1:
        raise ValueError
    result = []
    current = []
    for e in examples:
        current.append(e)
        if len(current) == size:
            result.append(current)
            current.clear()
    result.append(current)
    return result
