THRESHOLD = 15
GAPS = 2, 3, 4, 5, 6


def check_leak(code, t):
    "leaks, but not all at once"
    keep = t.is_number("keep")
    if keep == 1:
        t.fail(
            "Nothing leaks, and a sum does not know what came first. Let keep be "
            "below 1."
        )
    if not 0 < keep < 1:
        t.fail(f"keep is a fraction, between 0 and 1: yours is {keep:g}.")


def check_alone(code, t):
    "stays silent for a single spike"
    for side in "left", "right":
        v = t.is_number(f"from_{side}")
        if v >= THRESHOLD:
            t.fail(
                f"A spike at the {side} synapse lifts v to {v:g} mV and fires the cell "
                "on its own. Both must be needed."
            )


def check_right(code, t):
    "fires where the light moves to the right"
    left, right = t.is_number("from_left"), t.is_number("from_right")
    keep = t.is_number("keep")
    late = [gap for gap in GAPS if left * keep**gap + right < THRESHOLD]
    if late and left > right:
        t.fail(
            "It prefers the other direction: the spike that comes first leaks away, so "
            "the stronger synapse should come last."
        )
    if late:
        gap = late[0]
        v = left * keep**gap
        t.fail(
            f"After {gap} ms {v:.3g} mV are left of the {left:g} from the left, and "
            f"with {right:g} from the right v is {v + right:.4g}: below the threshold."
        )


def check_left(code, t):
    "stays silent where it moves to the left"
    left, right = t.is_number("from_left"), t.is_number("from_right")
    keep = t.is_number("keep")
    for gap in GAPS:
        v = right * keep**gap + left
        if v < THRESHOLD:
            continue
        if left == right:
            t.fail(
                "Both synapses are equally strong, so both directions look the same: "
                "make one of them stronger."
            )
        t.fail(
            f"Moving left, {gap} ms apart: {right * keep**gap:.4g} mV are left of the "
            f"{right:g} from the right, and {left:g} from the left make {v:.4g}, which "
            "fires."
        )
