def loss(w):
    "loss(w) = 100 w[0] w[1] + w[1] w[2]³"
    return 100 * w[0] * w[1] + w[1] * w[2] ** 3


def after_1000(gradient, w):
    """What the weights are after 1,000 calls."""
    for _ in range(1000):
        gradient(loss, w)
    return w


def check_still(code, t):
    "leaves every weight where it was"
    before = [1 / 3, 2.0, -1.0]
    w = t.value("after_1000(gradient, w)", after_1000=after_1000, w=list(before))
    for i, (old, new) in enumerate(zip(before, w)):
        if abs(new - old) > 1e-9:
            t.fail(f"After 1,000 calls w[{i}], which was {old:.5f}, is {new:.5f}.")


def check_slopes(code, t):
    "measures every slope as well as the first"
    for w in [1.0, 2.0, 3.0], [2.0, -1.0, 0.5]:
        t.is_list_of_numbers("gradient(loss, w)", 3, loss=loss, w=list(w))
        slopes = code.gradient(loss, list(w))
        true = [100 * w[1], 100 * w[0] + w[2] ** 3, 3 * w[1] * w[2] ** 2]
        for i, (got, want) in enumerate(zip(slopes, true)):
            if abs(got - want) > 1e-5:
                t.fail(
                    f"For {loss.__doc__} at w = {w}, the slope towards w[{i}] is {want}, "
                    f"and yours is {got:.5f}: off by {abs(got - want):.1g}."
                )


def check_wide(code, t):
    "nudges by h, up and down"
    t.close("gradient(lambda w: w[0] ** 3, [1.0], h=0.5)", [3.25])
    t.close("gradient(lambda w: w[0] ** 2, [1.0], h=0.5)", [2])


def check_runs(code, t):
    "runs the loss twice for each parameter"
    calls = []
    code.gradient(lambda w: calls.append(1) or 0.0, [0.0] * 10)
    if len(calls) != 20:
        t.fail(f"10 parameters take 20 runs of the loss, yours takes {len(calls)}.")
