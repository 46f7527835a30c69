AND = "[(0, 0), (0, 1), (1, 0), (1, 1)], [0, 0, 0, 1]"
STEP = "Add the error, the label minus the answer 0 or 1, times the input."
XOR = "[(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0]"


def check_easy(code, t):
    "stops as soon as an epoch has no mistake"
    t.equal(
        "mistakes_per_epoch([(2, 1), (-1, 1)], [1, 0], 5)",
        [1, 0],
        ([1], "The epoch without a mistake counts too: append its 0, then stop."),
        ([1, 0, 0, 0, 0], "It goes on after success: break when an epoch had none."),
        (
            [1, 1, 1, 1, 1],
            "No mistake stays put right. Set the weights to 0 once, before all epochs. "
            + STEP,
        ),
        (1, "Return a list with one number for each epoch."),
    )


def check_and(code, t):
    "learns AND"
    t.equal(
        f"mistakes_per_epoch({AND}, 10)",
        [2, 3, 3, 2, 1, 0],
        ([2], "You return after one epoch: return after the outer loop, not in it."),
        ([1] * 10, "An epoch goes on after a mistake: show it all points."),
        ([2] * 10, "The weights must start at 0 once, before the first epoch."),
        ([4] * 10, "The bias never moves: add the error to b as well."),
        ([3] * 10, "It learns nothing, or the wrong way round. " + STEP),
        (
            [3, 1, 1, 2, 1, 0],
            "You correct at the end of an epoch: correct right after each mistake.",
        ),
        ([1, 3, 3, 2, 1, 0], "z = 0 fires here: use z >= 0."),
        ([2, 5, 8, 10, 11, 11], "Count the mistakes of each epoch from 0 again."),
    )


def check_limit(code, t):
    "gives up on XOR after max_epochs"
    t.equal(
        f"mistakes_per_epoch({XOR}, 6)",
        [3, 3, 4, 4, 4, 4],
        ([3, 3, 4, 4, 4, 4, 4], "One epoch too many: range(max_epochs) gives 6."),
        ([3] * 6, "The weights must start at 0 once, before the first epoch."),
    )
    t.equal(f"mistakes_per_epoch({XOR}, 2)", [3, 3])
