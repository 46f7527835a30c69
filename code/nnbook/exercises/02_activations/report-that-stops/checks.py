def miss(code, t, z):
    "What a single score costs that was wrong."
    click = int(z < 0)
    return t.is_number(f"report([{z}], [{click}])")


def check_ordinary(code, t):
    "says of ordinary scores what it said"
    t.close("report([0.0, 0.0], [1, 0])", 0.6931471805599453)
    t.close("report([2.0, -1.0, 0.5], [1, 0, 0])", 0.47142222758043406)
    t.close("report([3.0, -2.0], [0, 1])", 2.587757681308357)


def check_miss(code, t):
    "tells what a sure miss costs"
    for z in 40.0, -40.0:
        less, more = miss(code, t, z), miss(code, t, 1.25 * z)
        if less == more == 0:
            t.fail("A sure miss costs nothing now: it is the worst of all.")
        if less == more:
            t.fail(
                f"A miss at z = {z:g} costs {less:.4g}, and so does one at "
                f"{1.25 * z:g}. Something is cut off there: the surer the model was, "
                "the more it should cost."
            )
    t.close("report([40.0], [0])", 40)
    t.close("report([-50.0], [1])", 50)


def check_far(code, t):
    "is right where e^z is too large for a float"
    t.close("report([800.0], [0])", 800)
    t.close("report([-800.0], [1])", 800)
    t.close("report([800.0, -800.0], [1, 0])", 0)


def check_all(code, t):
    "leaves no score out"
    t.close(
        "report([40.0, 0.0, 0.0, 0.0], [0, 1, 1, 0])",
        10.519860385419959,
        (0.6931471805599453, "The bold score is missing from the mean."),
        (0.5198603854199589, "The bold score counts as 0 in the mean."),
    )
    t.close("report([-60.0, 0.0], [1, 0])", 30.346573590279973)
