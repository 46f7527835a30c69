from nnbook.data.interactions import Interactions


def check_past(code, t):
    "nothing in `known` is later than the midnight of `DAY`"
    known = part(code, t, "known")
    leaked = int((known.time >= code.DAY).sum())
    if leaked:
        t.fail(
            f"{leaked:,} watches of `known` are from day {code.DAY} or later. A model "
            "that has learned from them knows the future: what other people, at "
            "least, will watch. Cut by time, at one moment for all users."
        )


def check_future(code, t):
    "`later` begins where `known` ends"
    early = int((part(code, t, "later").time < code.DAY).sum())
    if early:
        t.fail(
            f"{early:,} watches of `later` are from before day {code.DAY}. They were "
            "known that night: put them into `known`, where they can be learned from."
        )


def check_all(code, t):
    "no watch is lost, and users and videos keep their numbers"
    known, later = part(code, t, "known"), part(code, t, "later")
    both = len(known) + len(later)
    if both != len(code.events):
        t.fail(
            f"There are {len(code.events):,} watches, and yours are {both:,} in all. "
            "Every watch belongs to exactly one of the two parts."
        )
    sizes = {(half.n_users, half.n_items) for half in (known, later)}
    if sizes != {(code.events.n_users, code.events.n_items)}:
        t.fail(
            "Users or videos were renumbered: `events.take(rows)` keeps their numbers."
        )


def part(code, t, name):
    """The reader's part of the events; or the end of the check."""
    events = getattr(code, name)
    if not isinstance(events, Interactions):
        t.fail(f"`{name}` should be Interactions, such as `events` is: use its `take`.")
    return events
