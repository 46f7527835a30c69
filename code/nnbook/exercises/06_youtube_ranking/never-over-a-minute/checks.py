LECTURE = [30.0, 0.0, 25.0, 35.0, 0.0]
CLIP = [0.5, 0.25] + [0.0] * 38
RARE = [2.0, 4.0, 6.0] + [0.0] * 97


def check_often(code, t):
    "serves half an hour of a lecture that is clicked often"
    scaled = (
        "Another unit does not mend it: the lecture is right now, and others are not."
    )
    logit = "That is the logit. It can be negative; minutes cannot."
    click = (
        "That is the mean of those who click, times a share. Few click what is rare."
    )
    t.close(
        "minutes_served(minutes, 800, 0.1)",
        45,
        (3.8066624897703196, logit),
        (58.69565217391305, scaled),
        (29.347826086956523, click),
        (
            18,
            "That is the mean of the minutes, and nothing is learned. With the same data "
            "the network is to answer the same: mend what it serves.",
        ),
        minutes=LECTURE,
        tol=1e-5,
    )


def check_rare(code, t):
    "serves a fraction of a minute where clicks are rare"
    logit = "That is the logit. It can be negative; minutes cannot."
    t.close(
        "minutes_served(minutes, 2500, 0.9)",
        12 / 97,
        (-2.0898568039247413, logit),
        (
            0.44036697247706424,
            "That is the mean of those who click, times a share. Few "
            "click what is rare.",
        ),
        (
            6.605504587155964,
            "Another unit does not mend it: the lecture is right now, and "
            "others are not.",
        ),
        (
            0.12,
            "That is the mean of the minutes, and nothing is learned. With the same data "
            "the network is to answer the same: mend what it serves.",
        ),
        minutes=RARE,
        tol=1e-5,
    )


def check_short(code, t):
    "takes half a minute for a click, too"
    t.close("minutes_served(minutes, 6000, 2)", 0.75 / 38, minutes=CLIP, tol=1e-5)


def check_training(code, t):
    "trains as before"
    t.close("minutes_served([0.0, 2.0], 1, 0.5)", 1.1331484530668263)
    t.close("minutes_served([0.0, 2.0], 0, 0.5)", 1.0)
