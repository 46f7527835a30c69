# expect: The zero vector has as many numbers
def history(table, watches):
    known = [table[i] for i in watches if i >= 0]
    return [sum(c) / len(known) for c in zip(*known)]
