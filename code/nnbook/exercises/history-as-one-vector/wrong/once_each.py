# expect: Each video counts once with you
def history(table, watches):
    known = {i for i in watches if i != -1}
    if not known:
        return [0.0] * len(table[0])
    return [sum(table[i][k] for i in known) / len(known) for k in range(len(table[0]))]
