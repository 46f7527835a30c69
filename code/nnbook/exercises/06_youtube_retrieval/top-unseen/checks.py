ITEMS = [[1, 0], [0, 4], [3, 0], [2, 2], [-5, 0]]


def check_best(code, t):
    "gives the best first"
    t.equal(
        "recommend([1, 0.5], items, set(), 3)",
        [2, 3, 1],
        ([4, 0, 1], "These are the worst: sort by falling score."),
        ([3, 3, 2], "These are the scores. Return the positions of the videos."),
        (
            [3, 0, 2],
            "These are the nearest by angle. Take the inner product, lengths included.",
        ),
        ([3, 2, 1], "Videos 2 and 3 have equal scores: the smaller position first."),
        (
            [0, 3, 2],
            "These are at the smallest distance. Take the largest inner products.",
        ),
        ([1, 2, 3], "The right three, but not in their order: best first."),
        items=ITEMS,
    )
    t.equal(
        "recommend([1, 1], items, set(), 9)",
        [1, 2, 0],
        items=[[1, 1], [5, 0], [0, 5]],
    )


def check_seen(code, t):
    "leaves out what was seen, and still gives k"
    t.equal(
        "recommend([1, 0.5], items, {2, 1}, 2)",
        [3, 0],
        ([2, 3], "Video 2 was seen: leave out what is in seen."),
        (
            [3],
            "Only one is left of two. Take out what was seen first, and cut to k then.",
        ),
        (
            [1, 0],
            "These are places among the unseen videos. Return positions in items.",
        ),
        items=ITEMS,
    )
    t.equal("recommend([1, 0.5], items, {3}, 3)", [2, 1, 0], items=ITEMS)


def check_few(code, t):
    "gives fewer where fewer are left"
    t.equal(
        "recommend([1, 0.5], items, {0, 1, 2}, 10)",
        [3, 4],
        (IndexError, "Fewer than k may be left."),
        (
            [3, 0, 1, 2, 4],
            "A score of 0 does not keep a seen video out: others may be below. Leave it "
            "out altogether.",
        ),
        ([3], "A score below 0 is no reason to leave a video out."),
        items=ITEMS,
    )
    t.equal("recommend([-1, 0], items, {0, 4}, 5)", [1, 3, 2], items=ITEMS)
