# expect: each word but the last begins a bigram
def tokens(query):
    w = query.lower().split()
    b = []
    for i in range(0, len(w) - 1, 2):
        b.append(w[i] + ' ' + w[i + 1])
    return w + b
