LOG = [
    ("Ann", "owls", 3),
    ("Bob", "tea", 4),
    ("Ann", "jazz", 9),
    ("Ann", "snow", 5),
    ("Ann", "bees", 7),
]


def check_log(code, t):
    "takes the user's watches from before the day, the latest first"
    t.equal(
        "watched_before(LOG, 'Ann', 7)",
        ["snow", "owls"],
        (
            ["bees", "snow", "owls"],
            "The watch of day 7 itself is what is to be predicted: leave it out.",
        ),
        (
            ["jazz", "bees", "snow", "owls"],
            "You give the future away: only days before the request are known.",
        ),
        (["owls", "snow"], "The latest comes first: sort the other way round."),
        (["snow", "tea", "owls"], "What others have watched is not hers."),
        LOG=LOG,
    )


def check_new(code, t):
    "is empty for who has watched nothing yet"
    t.equal("watched_before(LOG, 'Bob', 4)", [], LOG=LOG)
    t.equal("watched_before(LOG, 'Eve', 9)", [], LOG=LOG)


def check_untouched(code, t):
    "leaves the log as it is"
    log = [("Ann", "owls", 3), ("Ann", "jazz", 9)]
    code.watched_before(log, "Ann", 9)
    if log[0][1] != "owls":
        t.fail("Your function changes `log`. Sort a list of your own, with sorted.")
