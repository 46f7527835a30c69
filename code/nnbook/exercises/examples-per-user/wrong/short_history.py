# expect: also of those that are no labels
def make_examples(watches, n):
    examples = []
    for user in sorted({u for u, _, _ in watches}):
        mine = [w for w in watches if w[0] == user]
        last = sorted(mine, key=lambda w: w[1])[-n:]
        for _, time, label in last:
            history = [v for _, earlier, v in last if earlier < time]
            if history:
                examples.append((history, label))
    return examples
