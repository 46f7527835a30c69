def check_table(code, t):
    "gives 0, 1, 1, 0"
    t.close(
        "[xor(x1, x2) for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]]",
        [0, 1, 1, 0],
        ([0, 1, 1, 2], "That is the sum of the inputs: h2 has to bring (1, 1) down."),
        (
            [0, 1, 1, 1],
            "That is OR: at (1, 1) h2 must take away more. If h2 is 1 only there, "
            "which weight brings 2 down to 0?",
        ),
        ([0, 0, 0, 1], "That is AND. You want the two corners in the middle."),
        ([1, 0, 0, 1], "That is its opposite: 1 where they agree."),
        (
            [0, 1, 1, -2],
            "At (1, 1) you take away too much: 2 from h1, less 2 times h2, is 0.",
        ),
        ([1, 2, 2, 1], "The shape is right, but all values are 1 too high."),
    )
