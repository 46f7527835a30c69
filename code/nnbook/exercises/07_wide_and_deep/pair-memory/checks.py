LOG = [("n", "p", 1), ("n", "p", 0), ("n", "p", 0), ("n", "p", 1), ("n", "c", 0)]
LOG = LOG + [("c", "p", 0), ("p", "n", 0), ("p", "n", 0)]


def check_seen(code, t):
    "remembers a pair that it has seen"
    t.close(
        "rate(log, 'n', 'p')",
        0.5,
        (0.4, "That is over more than this pair. Both apps have to be the same."),
        (2, "That counts the installs. Divide by how often the pair was shown."),
        (
            2 / 8,
            "Divide by the impressions of this pair, not by those of the whole log.",
        ),
        (
            2 / 6,
            "Do not mix up (n, p) and (p, n): who has n is shown p, in this order.",
        ),
        log=LOG,
    )
    t.close("rate(log, 'a', 'b')", 1, log=[("a", "b", 1), ("a", "b", 1), ("b", "a", 0)])


def check_zero(code, t):
    "keeps a rate of 0 for a pair that was shown in vain"
    t.close(
        "rate(log, 'n', 'c')",
        0,
        (0.25, "This pair was seen, with no install: 0, not the base rate."),
        log=LOG,
    )


def check_order(code, t):
    "tells installed from shown"
    t.close("rate(log, 'p', 'n')", 0, log=LOG)


def check_unseen(code, t):
    "falls back on the base rate where it has seen nothing"
    t.close(
        "rate(log, 'c', 'n')",
        0.25,
        (ZeroDivisionError, "The pair was never seen: return the base rate instead."),
        (0, "Never seen is not the same as never installed: return the base rate."),
        log=LOG,
    )
    t.close("rate(log, 'x', 'y')", 0.25, log=LOG)
