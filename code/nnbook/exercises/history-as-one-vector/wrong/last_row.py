# expect: Python's last row
def history(table, watches):
    vectors = [table[i] for i in watches]
    return [sum(c) / len(vectors) for c in zip(*vectors)]
