def check_pair(code, t):
    "counts both ids of a collision"
    t.equal(
        "sharing([3, 13, 5, 7, 8], 10)",
        2,
        (1, "3 and 13 meet in bucket 3, and both of them share it: count ids, both."),
        (3, "These are the ids that are alone. Count the others."),
        (5, "5 is alone in its bucket: it shares with nobody."),
        (0.4, "That is the share. The number of these ids is asked for."),
    )


def check_three(code, t):
    "counts each id once, however many it meets"
    t.equal(
        "sharing([1, 4, 7, 9], 3)",
        3,
        (4, "9 is alone in bucket 0."),
        (6, "Each of the three counts once, not once for every other one."),
        (2, "1, 4 and 7 are all in bucket 1: that is 3 ids."),
        (1, "1, 4 and 7 share one bucket. Count the ids in it."),
        (0, "1, 4 and 7 leave the remainder 1: % gives the remainder, // does not."),
    )


def check_free(code, t):
    "finds none where there is room"
    t.equal("sharing([0, 1, 2, 3], 4)", 0)


def check_one(code, t):
    "lets all share where there is one bucket"
    t.equal("sharing([8, 2, 5], 1)", 3)
