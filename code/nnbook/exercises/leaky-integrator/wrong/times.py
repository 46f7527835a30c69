# expect: when the cell fired
def spikes(inputs, keep, threshold):
    v = 0
    times = []
    for time, x in enumerate(inputs):
        v = keep * v + x
        if v >= threshold:
            times.append(time)
            v = 0
    return times
