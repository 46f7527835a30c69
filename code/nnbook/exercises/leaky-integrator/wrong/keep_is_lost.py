# expect: keep is the fraction of v that stays
def spikes(inputs, keep, threshold):
    v = 0
    fired = []
    for x in inputs:
        v = v - keep * v + x
        if v >= threshold:
            fired.append(1)
            v = 0
        else:
            fired.append(0)
    return fired
