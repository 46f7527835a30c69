def double(x):
    "double(x) = 2x"
    return 2 * x


def plus_one(x):
    "plus_one(x) = x + 1"
    return x + 1


def square(x):
    "square(x) = x²"
    return x * x


def twice(f):
    "twice(f) = [f(1), f(1)]"
    return [f(1), f(1)]


TOOLS = {"double": double, "plus_one": plus_one, "square": square}


def check_order(code, t):
    "applies the first function first"
    t.close(
        "compose([double, plus_one])(5)",
        11,
        (12, "The order is reversed: the first function of the list comes first."),
        (16, "You add the results up. Give each function what the one before made."),
        (6, "Only the last one counts: each function takes what the one before made."),
        (10, "Only the first one is applied: return after the loop, not in it."),
        (5, "What a function gives is lost: keep it, x = f(x)."),
        (60, "You multiply the results. Give each function what the last one made."),
        (
            RecursionError,
            "When it runs, its names mean what they meant last, itself among them. "
            "Define one function that goes through the whole list.",
        ),
        (
            NameError,
            "Return the function itself: with (x) behind its name you call it.",
        ),
        (TypeError, "compose returns a function: define one inside it, return that."),
        **TOOLS,
    )


def check_deep(code, t):
    "applies as many as there are"
    t.close("compose([plus_one, square, double, plus_one])(2)", 19, **TOOLS)


def check_again(code, t):
    "gives the same when it is called again"
    emptied = "The second call gives another number: do not change the list."
    both = TOOLS | {"twice": twice}
    t.close("twice(compose([double, plus_one]))", [3, 3], ([3, 1], emptied), **both)
    t.close("twice(compose([plus_one, square]))", [4, 4], ([4, 1], emptied), **both)


def check_empty(code, t):
    "gives back its input where there are no layers"
    mistakes = (
        (0, "Start with x itself, not with 0."),
        (UnboundLocalError, "Without a function there is nothing but x: give it back."),
        (IndexError, "An empty list has no first function: give back x itself."),
    )
    t.close("compose([])(7)", 7, *mistakes)
    t.close("compose([])(-2)", -2, *mistakes)
