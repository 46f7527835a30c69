# expect: Return the names alone
def ranked(videos):
    return sorted(videos, key=lambda v: v[1] * v[2], reverse=True)
