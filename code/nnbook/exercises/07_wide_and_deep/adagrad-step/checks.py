CALL = "adagrad([1.0, 1.0], [3.0, 0.5], [16.0, 0.75], 0.1)"


def check_step(code, t):
    "gives each weight a rate of its own"
    t.close(
        CALL,
        ([0.94, 0.95], [25.0, 1.0]),
        (
            ([1 - 0.3 / 4, 1 - 0.05 / 0.75**0.5], [25.0, 1.0]),
            "Add the new square first, then divide by the root.",
        ),
        (([1 - 0.3 / 25, 0.95], [25.0, 1.0]), "Divide by the root of the sum."),
        (([1.06, 1.05], [25.0, 1.0]), "Go against the gradient: minus."),
        (([0.94, 0.95], [16.0, 0.75]), "Return the new sums, with the new squares."),
        (
            ([0.9, 0.9], [9.0, 0.25]),
            "Add the new square to the old sum, and keep both.",
        ),
        (([0.7, 0.95], [25.0, 1.0]), "The root of the sum is missing below."),
        (([0.9, 0.9], [25.0, 1.0]), "Divide by the root of the sum, not by |g|."),
        (
            ([1 - 0.3 / 5, 1 - 0.05 / 1], [19.0, 1.25]),
            "The sums take the squares of the gradients.",
        ),
        (
            ([1 - 0.3 / 19**0.5, 1 - 0.05 / 1.25**0.5], [19.0, 1.25]),
            "The sums take the squares of the gradients.",
        ),
        (
            ([1 - 0.3 / 25.25**0.5, 1 - 0.05 / 10**0.5], [25.25, 10.0]),
            "Each weight has a sum of its own: add only its own gradient's square.",
        ),
        (
            ([1 - 0.3 / 26**0.5, 1 - 0.05 / 26**0.5], [25.0, 1.0]),
            "Each weight has a sum of its own.",
        ),
    )
    t.close(
        "adagrad([0.0, 2.0], [4.0, -3.0], [9.0, 16.0], 0.5)",
        ([-0.4, 2.3], [25.0, 25.0]),
    )


def check_twice(code, t):
    "takes a smaller second step with the same gradient"
    first, sums = code.adagrad([0.0], [2.0], [5.0], 1.0)
    second, _ = code.adagrad(first, [2.0], sums, 1.0)
    if not abs(second[0] - first[0]) < abs(first[0]):
        t.fail("The second step should be smaller: keep adding to the sums.")


def check_leaves(code, t):
    "leaves what it was given as it was"
    w, g, sums = [1.0], [1.0], [3.0]
    code.adagrad(w, g, sums, 0.1)
    if (w, g, sums) != ([1.0], [1.0], [3.0]):
        t.fail("Your function changes the lists it is given. Make new ones.")
