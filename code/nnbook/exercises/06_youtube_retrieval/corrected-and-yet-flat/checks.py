import math

# e^z is 2, 3, 5 and 7; with q they become 4, 12, 40 and 56.
SITE = {"z": [math.log(x) for x in (2, 3, 5, 7)], "q": [0.5, 0.25, 0.125, 0.125]}


def shares(label, chosen, weight):
    """p − t, with these weights of the candidates."""
    total = sum(weight[i] for i in chosen)
    return [(i in chosen) * weight[i] / total - (i == label) for i in range(4)]


def check_uniform(code, t):
    "is right where all videos are drawn alike"
    t.close(
        "slopes(z, 1, [3, 0], [0.5] * 4)",
        shares(1, {0, 1, 3}, [2, 3, 5, 7]),
        z=SITE["z"],
    )


def check_popular(code, t):
    "is right where popular videos are drawn more often"
    for call, label, chosen in (
        ("slopes(z, 2, [0, 3], q)", 2, {0, 2, 3}),
        ("slopes(z, 3, [1, 0], q)", 3, {0, 1, 3}),
        ("slopes(z, 0, [2, 1], q)", 0, {0, 1, 2}),
    ):
        right, plain = [4, 12, 40, 56], [2, 3, 5, 7]
        half = [plain[i] if i == label else right[i] for i in range(4)]
        t.close(
            call,
            shares(label, chosen, right),
            (
                shares(label, chosen, plain),
                "The correction is gone, and popularity with it: what is drawn often is "
                "pushed down often. Keep the log q, of the right video.",
            ),
            (
                shares(label, chosen, [1, 0.75, 0.625, 0.875]),
                "The correction is turned round: what is drawn often counts *less*.",
            ),
            (
                shares(label, chosen, half),
                "The sampled ones are right now. The label is a candidate like the others, "
                "with a q of its own.",
            ),
            **SITE,
        )


def check_order(code, t):
    "does not care in which order the sample was drawn"
    said = "The same sample in another order has other slopes here."
    first = code.slopes(SITE["z"], 1, [3, 2, 0], SITE["q"])
    second = code.slopes(SITE["z"], 1, [0, 2, 3], SITE["q"])
    if any(abs(a - b) > 1e-9 for a, b in zip(first, second)):
        t.fail(said)


def check_hit(code, t):
    "counts a label once that was drawn, too"
    t.close("slopes(z, 1, [1, 2], q)", [0, 12 / 52 - 1, 40 / 52, 0], **SITE)
    t.close("slopes(z, 3, [0, 3], q)", [4 / 60, 0, 0, 56 / 60 - 1], **SITE)


def check_all(code, t):
    "is p − t of the full softmax where every video is sure to be drawn"
    t.close(
        "slopes(z, 2, [0, 1, 2, 3], [1, 1, 1, 1])",
        [2 / 17, 3 / 17, 5 / 17 - 1, 7 / 17],
        z=SITE["z"],
    )
