# expect: After a spike you append twice
def spikes(inputs, keep, threshold):
    v = 0
    result = []
    for i in inputs:
        v = keep * v + i
        if v >= threshold:
            v = 0
            result.append(1)
            v = v + i
        result.append(0)
    return result
