def check_ids(code, t):
    "gives one id for each installed app"
    t.equal(
        "active([3, 0], 2, 10)",
        [32, 2],
        ([2, 32], "Keep the order of installed: 3 comes before 0 there."),
        ([23, 20], "Installed and shown are exchanged: installed i is the row."),
        ([5, 2], "i + a gives the same id to many pairs: the row is i * n_apps."),
        (
            [1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
            "List the ids of the ones, not the zeros and ones themselves.",
        ),
        (
            [int(k in (2, 32)) for k in range(100)],
            "List the ids of the ones, not the zeros and ones themselves.",
        ),
        ([32], "Each installed app makes a cross of its own: return all of them."),
        ([6, 0], "i * a gives the same id to many pairs: the id is i * n_apps + a."),
        ([2, 12], "That is the place in the list. Take the app that stands there."),
    )
    t.equal("active([4, 1, 5], 3, 7)", [31, 10, 38])


def check_none(code, t):
    "has none for a user without apps"
    t.equal("active([], 2, 10)", [])


def check_unique(code, t):
    "gives every pair an id of its own"
    ids = [code.active([i], a, 7) for i in range(7) for a in range(7)]
    if sorted(k for row in ids for k in row) != list(range(49)):
        t.fail("7 × 7 pairs need the ids 0 to 48, each once. Check the formula.")
