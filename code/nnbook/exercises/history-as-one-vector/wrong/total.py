# expect: That is the sum
def history(table, watches):
    known = [table[i] for i in watches if i >= 0]
    if not known:
        return [0.0] * len(table[0])
    return [sum(c) for c in zip(*known)]
