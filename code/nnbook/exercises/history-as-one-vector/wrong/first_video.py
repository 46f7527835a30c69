# expect: The id 0 is a video like the others
def history(table, watches):
    known = [table[i] for i in watches if i > 0]
    if not known:
        return [0.0] * len(table[0])
    return [sum(c) / len(known) for c in zip(*known)]
