# expect: join its two words by one space
def tokens(query):
    w = query.lower().split()
    return w + list(zip(w, w[1:]))
