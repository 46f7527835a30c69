def check_sum(code, t):
    "adds up what arrives, and fires at the threshold"
    t.equal(
        "spikes([2, 2, 2, 1], 1, 6)",
        [0, 0, 1, 0],
        ([0, 0, 0, 1], "The potential reaches 6, which is enough: compare with >=."),
        (
            [0, 0, 0, 0],
            "Nothing adds up: keep is the fraction of v that stays, so v becomes "
            "keep * v plus the input. With keep = 1 nothing is lost.",
        ),
        ([1], "Append a 0 for every step without a spike as well."),
        ([0, 0, 1, 0, 0], "After a spike you append twice: put the 0 into an else."),
        ([2], "That is when the cell fired: give a 0 or a 1 for each step instead."),
        (1, "That is how often it fired: give a 0 or a 1 for each step instead."),
    )
    t.equal("spikes([1, 2], 1, 3)", [0, 1])
    t.equal("spikes([5, 3], 0.5, 6)", [0, 0])
    t.equal("spikes([5], 1, 6)", [0])


def check_leak(code, t):
    "forgets a part of the potential in each step"
    t.equal(
        "spikes([4, 0, 4], 0.5, 6)",
        [0, 0, 0],
        ([0, 0, 1], "Nothing leaks: v becomes keep * v before the input is added."),
    )
    t.equal(
        "spikes([7], 0.5, 6)",
        [1],
        ([0], "The new input leaks as well: only the old v is multiplied by keep."),
    )


def check_reset(code, t):
    "starts again from 0 after a spike"
    t.equal(
        "spikes([8, 2, 2], 1, 6)",
        [1, 0, 0],
        ([1, 1, 1], "The potential stays up after a spike: set v back to 0."),
        ([1, 0, 1], "You keep what was above the threshold: set v to 0 instead."),
    )
    t.equal("spikes([5, 1, 1], 1, 3)", [1, 0, 0])
    t.equal("spikes([4, 2, 2], 1, 4)", [1, 0, 1])


def check_inhibition(code, t):
    "lets an inhibitory input push the potential below rest"
    t.equal(
        "spikes([-4, 6, 4], 0.75, 6)",
        [0, 0, 1],
        ([0, 1, 0], "You cut v off at 0: an inhibited cell lies below its rest."),
    )
    t.equal("spikes([-2, 3], 1, 3)", [0, 0])


def check_timing(code, t):
    "fires on three inputs together, not on the same three apart"
    t.equal("spikes([6, 6, 6], 0.9, 15)", [0, 0, 1])
    t.equal("spikes([6, 0, 0, 6, 0, 0, 6], 0.9, 15)", [0] * 7)
