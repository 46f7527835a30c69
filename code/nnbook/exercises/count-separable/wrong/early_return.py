# expect: return after all loops
def reachable(values):
    found = set()
    for w1 in values:
        for w2 in values:
            for b in values:
                table = []
                for x1 in (0, 1):
                    for x2 in (0, 1):
                        table.append(1 if w1*x1 + w2*x2 + b >= 0 else 0)
                found.add(tuple(table))
                return found
