"""What may be asked of the service: a history, and what else is known of a moment."""

import json
import math
from dataclasses import dataclass, field

MOST_EVENTS = 1000  # of a history, or of what was shown
MOST_ITEMS = 100  # of an answer
MOST_LETTERS = 200  # of an item's name
MOST_ROWS = 1000  # to be scored at once


class RefusedError(ValueError):
    """A request is not answered; `status` is that of HTTP, the message says why."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Request:
    """A user at a moment.

    `history`: the items watched, latest last, and `watched_at`, when, in the unit of
    the training's log (NaN where it is not said). `shown` and `shown_at`: what was
    shown before. `searches`: the tokens that were searched, latest last. `time`: now.
    `device` and `language`: numbers, -1 where not known.
    `user`: {name: value} of what the model has learned of users besides. `k`: how many
    items are wanted.
    """

    history: list
    watched_at: list
    k: int = 10
    time: float | None = None
    device: int = -1
    language: int = -1
    searches: list = field(default_factory=list)
    shown: list = field(default_factory=list)
    shown_at: list = field(default_factory=list)
    user: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """Rows of a table, dicts of text and numbers, to be scored."""

    rows: list


def parse_rows(body):
    """The Rows of bytes: a JSON object {"rows": [{column: value, ...}, ...]}.

    Raises RefusedError as `parse` does. Which columns there are, the model knows.
    """
    asked = read(body)
    rows = asked.get("rows") if isinstance(asked, dict) else None
    if not isinstance(rows, list) or asked.keys() != {"rows"}:
        raise RefusedError(422, 'expected {"rows": [{column: value, ...}, ...]}')
    if not 1 <= len(rows) <= MOST_ROWS:
        raise RefusedError(
            422, f"there are {len(rows)} rows: 1 to {MOST_ROWS} are scored at once"
        )
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            raise RefusedError(
                422, f"row {place} is {kind(row)}: expected is {{column: value, ...}}"
            )
    return Rows(rows)


def parse(body):
    """The Request of bytes: a JSON object with "history" and what else is known.

    An event is an item, or {"item": ..., "time": ...}. Raises RefusedError that says
    what is wrong, 400 for what is no JSON and 422 for what is not as expected.
    """
    asked = read(body)
    if not isinstance(asked, dict):
        raise RefusedError(
            422, f'expected an object such as {{"history": []}}, got {kind(asked)}'
        )
    if extra := asked.keys() - FIELDS.keys():
        raise RefusedError(
            422, f"there is no field {min(extra)!r}; there are {', '.join(FIELDS)}"
        )
    if "history" not in asked:
        raise RefusedError(
            422, 'the field "history" is missing: give a list, [] for a new user'
        )
    found = {}
    for name, value in asked.items():
        FIELDS[name](found, name, value)
    now = found.get("time")
    if now is not None:
        for name in ("watched_at", "shown_at"):
            if late := [t for t in found.get(name, []) if t > now]:
                raise RefusedError(
                    422,
                    f'an event at {late[0]} is after "time", {now}: nothing that comes '
                    "later is known now",
                )
    return Request(**found)


def read(body):
    """What the JSON says; RefusedError where it is none."""
    try:
        return json.loads(body, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, f"the body is no JSON: {error}") from None


def no_number(text):
    """Refuse NaN and infinity, which Python's JSON would take."""
    raise ValueError(f"{text} is no number of JSON")


def history(found, name, value):
    """The events of a history, the times of which do not go back."""
    found[name], found["watched_at"] = events(name, value)
    times = [t for t in found["watched_at"] if not math.isnan(t)]
    if times != sorted(times):
        raise RefusedError(422, "the times of the history go back: put the latest last")


def shown(found, name, value):
    """The events of what was shown, each with a time."""
    found[name], found["shown_at"] = events(name, value)
    if any(math.isnan(t) for t in found["shown_at"]):
        raise RefusedError(
            422, 'what was shown needs times: {"item": ..., "time": ...} for each'
        )


def searches(found, name, value):
    """The tokens of searches."""
    tokens, _ = events(name, value)
    found[name] = tokens


def events(name, value):
    """(items, times) of a list of events."""
    if not isinstance(value, list):
        raise RefusedError(422, f'"{name}" has to be a list, not {kind(value)}')
    if len(value) > MOST_EVENTS:
        raise RefusedError(
            422,
            f'"{name}" has {len(value)} events, at most {MOST_EVENTS} are taken: give '
            "the latest ones",
        )
    items, times = [], []
    for event in value:
        item, when = event, math.nan
        if isinstance(event, dict):
            if event.keys() != {"item", "time"}:
                raise RefusedError(
                    422,
                    f'an event of "{name}" has the fields {sorted(event)}: expected is '
                    'an item, or {"item": ..., "time": ...}',
                )
            item, when = event["item"], number("time", event["time"])
        if not is_whole(item) and not isinstance(item, str):
            raise RefusedError(
                422,
                f'an item of "{name}" is {kind(item)}: expected is text or a whole '
                "number, as in the log that the model learned from",
            )
        if isinstance(item, str) and len(item) > MOST_LETTERS:
            raise RefusedError(
                422,
                f'an item of "{name}" has {len(item)} letters, at most {MOST_LETTERS} '
                "are taken",
            )
        items.append(item)
        times.append(when)
    return items, times


def moment(found, name, value):
    """The time of the request."""
    found[name] = number(name, value)


def how_many(found, name, value):
    """How many items are wanted."""
    if not is_whole(value) or not 1 <= value <= MOST_ITEMS:
        raise RefusedError(
            422, f'"{name}" has to be a whole number from 1 to {MOST_ITEMS}'
        )
    found[name] = value


def category(found, name, value):
    """A number of device or language."""
    if not is_whole(value) or not -1 <= value < 2**31:
        raise RefusedError(
            422, f'"{name}" has to be a whole number, -1 where it is not known'
        )
    found[name] = value


def of_user(found, name, value):
    """What is known of the user: an object of text and numbers."""
    if not isinstance(value, dict):
        raise RefusedError(422, f'"{name}" has to be an object, not {kind(value)}')
    for key, known in value.items():
        if not isinstance(known, (str, int, float)) or isinstance(known, bool):
            raise RefusedError(
                422,
                f'"{key}" of "{name}" has to be text or a number, not {kind(known)}',
            )
    found[name] = value


def number(name, value):
    """The value as a float."""
    if not is_whole(value) and not isinstance(value, float):
        raise RefusedError(422, f'"{name}" has to be a number, not {kind(value)}')
    if abs(value) > 1e15:
        raise RefusedError(422, f'"{name}" is {value:.3g}: expected is a time')
    return float(value)


def is_whole(value):
    """Whether it is a whole number, which true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def kind(value):
    """What JSON calls a value."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), "null" if value is None else "a number")


FIELDS = {
    "history": history,
    "k": how_many,
    "time": moment,
    "device": category,
    "language": category,
    "shown": shown,
    "searches": searches,
    "user": of_user,
}
