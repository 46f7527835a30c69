import collections

APPS = range(100)
FAR = [1, 2, 11, 12, 21, 22, 121, 122, 211, 1122, 11221, 112211]


def shared(code, t, apps, buckets):
    """How many of the pairs of these apps are not alone in their bucket."""
    count = collections.Counter()
    apps, call = list(apps), f"buckets_of(apps, shown, {buckets})"
    for got in t.are_lists_of_numbers(call, len(apps), "shown", apps=apps, shown=apps):
        if not all(isinstance(b, int) and 0 <= b < buckets for b in got):
            t.fail(f"With {buckets} buckets their numbers are 0 to {buckets - 1}.")
        count.update(got)
    return sum(n for n in count.values() if n > 1), max(count.values())


def check_room(code, t):
    "gives each pair a bucket of its own where there is room"
    alike, _ = shared(code, t, APPS, 1_000_000_007)
    if alike > 20:
        shown = code.buckets_of([3, 7], 5, 10**9 + 7)
        turned = [code.buckets_of([5], app, 10**9 + 7)[0] for app in (3, 7)]
        why = ""
        if shown == turned:  # both of them
            why = " Who has app 3 and is shown app 5 is not who has 5 and is shown 3."
        t.fail(
            f"Of 10,000 pairs {alike:,} share a bucket, and there are a billion.{why}"
        )


def check_long(code, t):
    "keeps apps with long numbers apart"
    alike, _ = shared(code, t, FAR, 1_000_000_007)
    if alike:
        t.fail(
            f"In a store with apps of one to six digits, {alike} of {len(FAR) ** 2} pairs "
            "share a bucket, and there are a billion."
        )


def check_few(code, t):
    "fills few buckets evenly"
    _, most = shared(code, t, APPS, 101)
    if most > 250:
        t.fail(
            f"With 101 buckets for 10,000 pairs there are about 99 in each. You put {most} "
            "of them into one."
        )


def check_same(code, t):
    "gives the same pair the same bucket each time"
    first = code.buckets_of([7, 40, 7], 3, 1009)
    code.buckets_of([8, 9], 7, 1009)
    again = code.buckets_of([40], 3, 1009)
    if first[0] != first[2] or first[1] != again[0]:
        t.fail("The same pair has got two buckets: then it has two weights.")
