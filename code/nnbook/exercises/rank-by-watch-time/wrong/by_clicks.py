# expect: You rank by clicks
def ranked(videos):
    return [v[0] for v in sorted(videos, key=lambda v: v[1], reverse=True)]
