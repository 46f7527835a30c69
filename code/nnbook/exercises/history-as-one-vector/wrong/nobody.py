# expect: Nothing is known here
def history(table, watches):
    known = [table[i] for i in watches if i >= 0]
    return [sum(v[j] for v in known) / len(known) for j in range(len(table[0]))]
