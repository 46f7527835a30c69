# expect: not for all of them together
def make_examples(watches, n):
    examples = []
    for user in sorted({u for u, _, _ in watches}):
        mine = [w for w in watches if w[0] == user]
        mine = sorted(mine, key=lambda w: w[1])
        for _, time, label in mine:
            history = [v for _, earlier, v in mine if earlier < time]
            if history:
                examples.append((history, label))
    return examples[-n:]
