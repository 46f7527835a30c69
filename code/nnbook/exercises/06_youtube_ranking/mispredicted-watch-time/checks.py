def check_two_pages(code, t):
    "compares within a page, by minutes"
    t.close(
        "per_user_loss([[(2, 10), (3, 0), (1, 0)], [(0.5, 5), (0, 0)]])",
        10 / 25,
        (
            1 / 3,
            "You count pairs. Weigh each by the minutes of its clicked impression.",
        ),
        (
            20 / 45,
            "You compare impressions of different pages: nobody chose among them.",
        ),
        (
            10 / 15,
            "Over all *pairs*: the 10 minutes stand in two pairs, so they count twice.",
        ),
        (
            15 / 25,
            "The other way round: an unclicked one with the *higher* score is bad.",
        ),
        (
            1 / 4,
            "You average the losses of the pages. Add up the minutes of all pages, and "
            "divide once.",
        ),
        (
            1 / 2,
            "Only the first page counts: is your return inside the loop?",
        ),
    )
    t.close("per_user_loss([[(1, 4), (2, 0)], [(3, 6), (0, 0), (5, 0)]])", 10 / 16)


def check_perfect(code, t):
    "is 0 for the right order"
    t.close("per_user_loss([[(3, 1), (2, 0)], [(0.2, 7), (0.1, 0)]])", 0)


def check_two_clicks(code, t):
    "does not pair two clicked ones"
    t.close(
        "per_user_loss([[(1, 4), (2, 9), (0, 0), (1.5, 0)]])",
        4 / 26,
        (
            4 / 35,
            "Two clicked ones are among your pairs. A pair has one that was not "
            "clicked: its minutes are 0.",
        ),
        (
            4 / 22,
            "You divide by the watch time of the pairs that are right. Divide by that "
            "of all pairs.",
        ),
    )
    t.close("per_user_loss([[(2, 1), (1.5, 0), (1, 6)]])", 6 / 7)


def check_places(code, t):
    "pairs an unclicked one that stands higher on the page, too"
    t.close(
        "per_user_loss([[(4, 0), (3, 8), (2, 0), (1, 0)]])",
        1 / 3,
        (
            0,
            "The first one was not clicked and has a higher score than the second: that "
            "is a pair, too. Compare with all of the page, not only with what follows.",
        ),
    )
    t.close("per_user_loss([[(1, 0), (0, 5), (2, 3), (-1, 0)]])", 5 / 16)
