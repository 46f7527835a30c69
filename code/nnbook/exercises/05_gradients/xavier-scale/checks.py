import math


def check_square(code, t):
    "is 0.1 and 0.173 for a layer from 100 to 100"
    t.close(
        "xavier(100, 100)",
        (0.1, math.sqrt(0.03)),
        ((0.01, 0.03), "That is the variance. Take the root."),
        ((0.01, math.sqrt(0.03)), "The first number is the variance. Take the root."),
        (
            (0.1, 0.1),
            "The limit is not the standard deviation: a uniform weight is "
            "nearly always inside of it. r²/3 is its variance.",
        ),
        (
            (0.1, 0.1 / math.sqrt(3)),
            "You divided by √3. From variance = r²/3 follows r = √(3 · variance).",
        ),
        (
            (math.sqrt(0.005), math.sqrt(0.015)),
            "The 2 is missing: the mean of fan_in and fan_out is half their sum.",
        ),
        ((0.1, 0.03), "The second number is r². Take the root."),
        ((0.1, 0.3), "From r²/3 = variance follows r = √3 standard deviations, not 3."),
        (
            (0.1, math.sqrt(100.06)),
            "6 / fan_in + fan_out is read as (6 / fan_in) + fan_out: set brackets.",
        ),
        *(
            (
                (math.sqrt(100.02), limit),
                "2 / fan_in + fan_out is read as (2 / fan_in) + fan_out: set brackets.",
            )
            for limit in (math.sqrt(100.06), math.sqrt(300.06), math.sqrt(0.03))
        ),
        (
            (math.sqrt(0.02), math.sqrt(0.06)),
            "That is He's: with Xavier both fans count.",
        ),
    )


def check_both(code, t):
    "counts the inputs and the units"
    t.close(
        "xavier(300, 100)",
        (math.sqrt(0.005), math.sqrt(0.015)),
        (
            (math.sqrt(1 / 300), math.sqrt(0.01)),
            "Only fan_in counts here: that keeps "
            "the forward pass. Xavier is between both.",
        ),
        (
            (0.1, math.sqrt(0.03)),
            "Only fan_out counts here: that keeps the backward "
            "pass. Xavier is between both.",
        ),
        (
            (math.sqrt((1 / 300 + 1 / 100) / 2), math.sqrt((1 / 300 + 1 / 100) * 1.5)),
            "That is the mean of the two variances. Xavier takes one over the mean of "
            "the two fans.",
        ),
    )


def check_swapped(code, t):
    "is the same the other way round"
    t.close("xavier(7, 9)", (math.sqrt(1 / 8), math.sqrt(3 / 8)))
