# expect: You rank by the minutes after a click
def ranked(videos):
    return [v[0] for v in sorted(videos, key=lambda v: v[2], reverse=True)]
