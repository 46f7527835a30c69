# expect: Add up in a new list
def history(table, watches):
    known = [i for i in watches if i != -1]
    if not known:
        return [0.0] * len(table[0])
    total = table[known[0]]
    for i in known[1:]:
        for k in range(len(total)):
            total[k] += table[i][k]
    return [x / len(known) for x in total]
