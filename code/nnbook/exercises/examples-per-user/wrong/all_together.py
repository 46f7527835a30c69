# expect: The limit is for each user
def make_examples(watches, n):
    made = []
    for user, time, label in sorted(watches, key=lambda w: w[1])[-n:]:
        history = [v for u, earlier, v in watches if u == user and earlier < time]
        if history:
            made.append((sorted(history), label))
    return made
