# expect: Users come in rising order
def make_examples(watches, n):
    out = []
    users = []
    for w in watches:
        if w[0] not in users: users.append(w[0])
    for user in users:
        mine = sorted([w for w in watches if w[0] == user], key=lambda w: w[1])
        for u, t, v in mine[-n:]:
            h = [x for _, s, x in mine if s < t]
            if h: out.append((h, v))
    return out
