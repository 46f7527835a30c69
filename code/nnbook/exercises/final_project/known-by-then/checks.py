# By day, neither in the order of the log nor in that of the videos' names.
LOG = [
    ("Ann", "snow", 5),
    ("Bob", "tea", 4),
    ("Ann", "tides", 9),
    ("Ann", "jazz", 6),
    ("Ann", "owls", 3),
    ("Ann", "bees", 7),
]


def check_log(code, t):
    "takes the user's watches from before the day, the latest first"
    t.equal(
        "watched_before(LOG, 'Ann', 7)",
        ["jazz", "snow", "owls"],
        (
            ["bees", "jazz", "snow", "owls"],
            "The watch of day 7 itself is what is to be predicted: leave it out.",
        ),
        (
            ["tides", "bees", "jazz", "snow", "owls"],
            "You give the future away: only days before the request are known.",
        ),
        (["owls", "snow", "jazz"], "The latest comes first: sort the other way round."),
        (["jazz", "snow", "tea", "owls"], "What others have watched is not hers."),
        (["snow", "jazz", "owls"], "The log is in no order: sort by the day."),
        (
            ["owls", "jazz", "snow"],
            "The log is in no order: turning it round is not enough. Sort by the day.",
        ),
        (["snow", "owls", "jazz"], "That is sorted by the video's name. Sort by day."),
        (["jazz", "owls", "snow"], "That is sorted by the video's name. Sort by day."),
        (
            [("Ann", "jazz", 6), ("Ann", "snow", 5), ("Ann", "owls", 3)],
            "Return the videos alone, without user and day.",
        ),
        (
            [(6, "jazz"), (5, "snow"), (3, "owls")],
            "Return the videos alone, without the day.",
        ),
        LOG=LOG,
    )
    t.equal("watched_before(LOG, 'Ann', 9)", ["bees", "jazz", "snow", "owls"], LOG=LOG)


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
