# expect: are not to be added
def ranked(videos):
    return [v[0] for v in sorted(videos, key=lambda v: v[1] + v[2], reverse=True)]
