# expect: compares with the mean of all videos
def regret(pages):
    total = 0
    for truth, shown in pages:
        best = sum(truth) / len(truth)
        total += best - sum(truth[i] for i in shown) / len(shown)
    return total / len(pages)
