"""Where the reader's code runs in the page: a `Reader`, asked by the `FarReader`.

The page calls `connect` once and then `answer` (press/js/src/site/python/judge.js). The
names that it needs are taken at the start, before the reader's code can replace them.
"""

from json import dumps, loads

from nnbook.grading.reader import Output, Reader, Unreadable, captured
from nnbook.grading.show import show
from nnbook.grading.wire import ReaderEnd, names_of, text_of

_reader, _wire, _heard = Reader(), ReaderEnd(show), Output()


def connect(emit):
    """Have `emit("output", text)` hear what the code prints, as it comes."""
    global _heard
    _heard = Output(lambda text: emit("output", dumps(text)))


def answer(text):
    """Answer one question of a `FarReader`: JSON for JSON."""
    question = loads(loads(text))
    _wire.fresh()
    return dumps(dumps(ANSWERS[question.pop("ask")](**question)))


def _read(source):
    try:
        _reader.read(source)
    except Unreadable as error:
        found = error.problem
        return {"problem": [found.message, found.line, found.column, found.text]}
    return {}


def _run():
    return _doing(lambda: (_reader.run(), {})[1])


def _look(name):
    found = {"defined": _reader.defines(name), "unfinished": _reader.unfinished(name)}
    if found["defined"]:
        found["value"] = _packed(_reader.value(name))
    return found


def _evaluate(expression, given):
    given = {name: _wire.unpack(packed) for name, packed in given}
    before = _wire.contents()

    def evaluate():
        return {"value": _packed(_reader.evaluate(expression, given))}

    done = _doing(evaluate)
    after = _wire.contents()
    changes = [[n, new] for n, new in after.items() if new != before.get(n, new)]
    return {**done, "changes": changes}


ANSWERS = {"read": _read, "run": _run, "look": _look, "evaluate": _evaluate}


def _doing(something):
    """Do something of the reader's: return what it gives, prints and raises."""
    printed = Output(_heard.write)
    try:
        with captured(printed):
            done = something()
    except BaseException as error:
        done = {"raised": _raised(error)}
    return {**done, "printed": printed.getvalue()}


def _raised(error):
    return {
        "names": names_of(type(error)),
        "text": text_of(error),
        "place": _reader.place(error),
        "name": error.name if isinstance(error, NameError) else None,
    }


def _packed(value):
    try:
        return _wire.pack(value)
    except (ValueError, RecursionError):  # too much, or too deep
        return {"opaque": [type(value).__name__, show(value), False]}
