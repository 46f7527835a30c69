# expect: cannot show the best one twice
def regret(pages):
    total = 0
    for truth, shown in pages:
        got = sum(truth[i] for i in shown) / len(shown)
        total += max(truth) - got
    return total / len(pages)
