"""The judge in the page: checks, expected values, verdict, and never a reader's line.

What the reader's code is and does is asked of the interpreter where it runs
(`nnbook.grading.answers`). Nobody can wait for an answer inside of a check, so a check
that needs one is given up and run again from its start when the answer has come, with
all the answers that it had: checks always ask the same. The page calls `judge` and then
`go_on` until there is a result (press/js/src/site/python/judge.js).
"""

import contextlib
import dataclasses
import json

from nnbook.grading.grader import (
    Code,
    Result,
    Tools,
    begin,
    trials,
    verdict,
)
from nnbook.grading.reader import TOO_DEEP, YOUR_CODE, Output, Pause, Unreadable
from nnbook.grading.wire import JudgeEnd, error_class, names_in


class Crash(Pause):
    """The interpreter of the reader's code has broken down, or answers nonsense."""


@contextlib.contextmanager
def _making_sense():
    try:
        yield
    except Exception:
        raise Crash from None


class FarReader:
    """A `Reader` whose code runs elsewhere: it raises `Pause` with what it must ask."""

    def __init__(self):
        self._wire = JudgeEnd(self._call)
        self._source = ""
        self._answers = []
        self.rewind()

    def hear(self, answer):
        """Take the answer to the question of the last `Pause`."""
        self._answers.append(answer)

    def rewind(self):
        """Begin the check again that had to pause."""
        self._next, self._looked = 0, {}

    def forget(self):
        """Begin another check."""
        self._answers = []
        self.rewind()

    def read(self, source):
        """Have the program read; raise `Unreadable` where Python cannot."""
        self._source = source
        answer = self._ask(ask="read", source=source)
        if answer is None:
            raise Unreadable(TOO_DEEP)
        with _making_sense():
            problem = answer.get("problem")
        if problem:
            raise Unreadable(*problem)

    def run(self):
        """Have the program run; raise what it raises."""
        self._done(self._ask(ask="run"))

    def defines(self, name):
        """Tell whether there is such a name."""
        return self._look(name)["defined"]

    def unfinished(self, name):
        """Tell whether what it names still has a `...` that the starter left."""
        return self._look(name)["unfinished"]

    def value(self, name):
        """Return what the reader called `name`."""
        return self._look(name)["value"]

    def evaluate(self, expression, given):
        """Return the value of an expression, with these names beside the reader's."""
        self._wire.fresh()
        packed = [[name, self._wire.pack(value)] for name, value in given.items()]
        answer = self._ask(ask="evaluate", expression=expression, given=packed)
        self._looked = {}
        with _making_sense():
            value = self._wire.unpack(answer.get("value"))
            self._wire.refresh(answer["changes"])
        self._done(answer)
        return value

    def names_used(self, function):
        """Return the names in a function and in those of the reader's that it calls."""
        program = compile(self._source, YOUR_CODE, "exec")
        written = {code.co_name: code for code in _inside(program)}
        names, waiting = set(), [written.get(function, program)]
        while waiting:
            new = set(names_in(waiting.pop())) - names
            names |= new
            waiting += [written[name] for name in new if name in written]
        return names

    def place(self, error):
        """Return the number and text of the last line of the reader's own."""
        return getattr(error, "place", (None, ""))

    def _call(self, function, args, kwargs):
        given = {"function": function, "args": args, "kwargs": kwargs}
        return self.evaluate("function(*args, **kwargs)", given)

    def _look(self, name):
        if name not in self._looked:
            self._wire.fresh()
            answer = self._ask(ask="look", name=name)
            with _making_sense():
                value = self._wire.unpack(answer.get("value"))
                self._looked[name] = {**answer, "value": value}
        return self._looked[name]

    def _ask(self, **question):
        if self._next == len(self._answers):
            raise Pause(question)
        self._next += 1
        answer = self._answers[self._next - 1]
        if answer is None and question["ask"] != "read":
            raise Crash
        return answer

    def _done(self, answer):
        """Print what the reader's code has printed, and raise what it has raised."""
        with _making_sense():
            print(answer["printed"], end="")
            error = _error(answer["raised"]) if "raised" in answer else None
        if error:
            raise error


def _error(raised):
    error = error_class(raised["names"])(raised["text"])
    line, text = raised["place"]
    error.place = line, text
    if raised["name"]:
        error.name = raised["name"]
    return error


def _inside(code):
    for part in code.co_consts:
        if hasattr(part, "co_consts"):
            yield part
            yield from _inside(part)


class Trial:
    """A program on its way through the checks, which pauses where it has to ask."""

    def __init__(self, source, checks, mistakes):
        self._output = Output()
        self._reader = FarReader()
        code = Code(self._reader)
        tools = Tools(self._reader, self._output, checks, mistakes)
        self._steps = [
            lambda: begin(self._reader, source, self._output),
            *trials(checks, code, tools),
        ]
        self._done = []

    def go_on(self):
        """Return the next question, or the Result."""
        while len(self._done) < len(self._steps):
            place = self._output.tell()
            try:
                done = self._steps[len(self._done)]()
            except Crash:
                raise
            except Pause as pause:
                self._output.back_to(place)
                self._reader.rewind()
                return pause.args[0]
            if isinstance(done, Result):
                return done
            self._done.append(done)
            self._reader.forget()
        return verdict(self._done[1:], self._output)

    def hear(self, answer):
        """Take the answer to the last question; None where nobody could give one."""
        self._reader.hear(answer)


_trial = None


def judge(text):
    """Begin with {source, checks, mistakes}: return {ask: ...} or {result: ...}."""
    global _trial
    job = json.loads(text)
    _trial = Trial(job["source"], job["checks"], job["mistakes"])
    return _step()


def go_on(text):
    """Go on with an answer, or with null where the other side has broken down."""
    answer = json.loads(text)
    try:
        _trial.hear(answer if answer is None else json.loads(answer))
        return _step()
    except (Crash, ValueError, RecursionError):  # JSON, too, may be nonsense
        return json.dumps({"crash": True})


def _step():
    found = _trial.go_on()
    if isinstance(found, Result):
        return json.dumps({"result": dataclasses.asdict(found)})
    return json.dumps({"ask": json.dumps(found)})
