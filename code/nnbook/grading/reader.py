"""What a reader's code is and does, where it runs: read it, run it, evaluate with it.

A check asks a `Reader` (see `nnbook.grading.grader`): in a notebook and in the tests
one of the same process. In the page the code runs in an interpreter of its own; the
judge's `FarReader` (`nnbook.grading.far`) asks the `Reader` there
(`nnbook.grading.answers`).
"""

import contextlib
import dataclasses
import io
import linecache
import re
import types
import warnings

from nnbook.grading.plain_array import to_numpy
from nnbook.grading.wire import names_in
from nnbook.language import _

YOUR_CODE = "<your code>"
EXPRESSION = "<check>"
OUTPUT_LIMIT = 10_000  # characters


@dataclasses.dataclass(frozen=True)
class Problem:
    """Why the code could not be read or run, and where."""

    message: str
    line: int | None = None
    column: int | None = None
    text: str = ""


class Unreadable(Exception):
    """The code is no Python; `problem` says where and why."""

    def __init__(self, message, line=None, column=None, text=""):
        super().__init__(message)
        self.problem = Problem(message, line, column, text)


class Pause(BaseException):
    """A far reader has no answer yet: the check is run again when it has come."""


class Reader:
    """The names that a reader's code defines, and what evaluating with them gives."""

    def __init__(self, namespace=None):
        # The call that a notebook cell ends with is harmless when it is pasted here.
        alone = {"__name__": "__main__", "input": _no_input, "check": lambda id: None}
        self._namespace = alone if namespace is None else namespace
        self._program, self._lines = None, []

    def read(self, source):
        """Take a program, to run it; raise `Unreadable` where Python cannot read it."""
        self._program, self._lines = read(source), source.splitlines()

    def run(self):
        """Run the program; raise what it raises."""
        exec(self._program, self._namespace)

    def defines(self, name):
        """Tell whether there is such a name."""
        return name in self._namespace

    def unfinished(self, name):
        """Tell whether what it names still has a `...` that the starter left."""
        return to_be_done(self._namespace.get(name))

    def value(self, name):
        """Return what the reader called `name`."""
        return self._namespace[name]

    def evaluate(self, expression, given):
        """Return the value of an expression, with these names beside the reader's.

        An `Array` among them is one of numpy's there.
        """
        given = {name: to_numpy(value) for name, value in given.items()}
        program = compile(expression, EXPRESSION, "eval")
        return eval(program, {**self._namespace, **given})

    def names_used(self, function):
        """Return the names in a function and in those of the reader's that it calls."""
        names, waiting = set(), [self._namespace.get(function)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, types.FunctionType):
                new = set(names_in(one.__code__)) - names
                names |= new
                waiting += [self._namespace[n] for n in new if n in self._namespace]
        return names

    def place(self, error):
        """Return the number and text of the last line of the reader's own."""
        line, text, traceback = None, "", error.__traceback__
        while traceback:
            frame = traceback.tb_frame
            if frame.f_globals is self._namespace:
                line = traceback.tb_lineno
                text = self._line(frame.f_code.co_filename, line)
            traceback = traceback.tb_next
        return line, text

    def _line(self, file, number):
        if file == YOUR_CODE and number <= len(self._lines):
            return self._lines[number - 1].strip()
        return linecache.getline(file, number).strip()


def read(source):
    """Compile a reader's program; raise `Unreadable` where Python cannot."""
    refuse_characters(source)
    if any(len(OPERATORS.findall(line)) > MOST_TERMS for line in source.split("\n")):
        raise Unreadable(TOO_DEEP)  # a page's Python would not survive compiling it
    try:
        program = compile(source, YOUR_CODE, "exec")
    except SyntaxError as error:
        text = (error.text or "").rstrip("\n")
        message = _(
            "Python cannot read line {lineno}: {msg}.",
            lineno=error.lineno,
            msg=error.msg,
        )
        raise Unreadable(message, error.lineno, error.offset, text) from None
    except (RecursionError, MemoryError):
        raise Unreadable(TOO_DEEP) from None
    # The tracebacks that a program prints itself take the text of a line from here.
    linecache.cache[YOUR_CODE] = len(source), None, source.splitlines(True), YOUR_CODE
    return program


def refuse_characters(source):
    """Raise `Unreadable` for a NUL or half a surrogate pair: Python finds no words."""
    for line, text in enumerate(source.split("\n"), 1):
        for column, character in enumerate(text, 1):
            if character == "\0" or "\ud800" <= character <= "\udfff":
                raise Unreadable(
                    _(
                        "Line {line} has a character that no program may have, "
                        "at column {column} (U+{character:04X}): delete it.",
                        line=line,
                        column=column,
                        character=ord(character),
                    ),
                    line,
                )


OPERATORS = re.compile(r"[-+*/%&|^@]+")
MOST_TERMS = 2000  # in a line; from some thousands on the stack of a page is too small
TOO_DEEP = _(
    "Python cannot read this code: an expression has too many terms, or too many "
    "brackets or blocks inside each other. Use a loop or a list instead."
)


class Output(io.StringIO):
    """Keep what the reader's code prints, up to a limit, and pass it on."""

    def __init__(self, write=None):
        super().__init__()
        self._pass_on = write
        self._full = False

    def write(self, text):
        """Keep as much of the text as there is room for."""
        if self._full:
            return len(text)
        part = text[: OUTPUT_LIMIT - self.tell()]
        if len(part) < len(text):
            self._full = True
            part += _("\n(cut off after {limit} characters)\n", limit=OUTPUT_LIMIT)
        super().write(part)
        if self._pass_on:
            self._pass_on(part)
        return len(text)

    def back_to(self, place):
        """Forget what was printed after this place."""
        self.seek(place)
        self.truncate()
        self._full = place > OUTPUT_LIMIT


@contextlib.contextmanager
def captured(output):
    """Have `output` hear what is printed, and nobody numpy's warnings.

    They come once for each place in a program, and name it by another file here than in
    a notebook; the messages say what has overflowed or is nan.
    """
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def has_dots(value):
    """Tell whether a value is `...` or a list or tuple with one in it."""
    if isinstance(value, list | tuple):
        return any(map(has_dots, value))
    return value is ...


def _empty(): ...


def _empty_with_docstring():
    """Do nothing."""


_DOES_NOTHING = {f.__code__.co_code for f in (_empty, _empty_with_docstring)}


def to_be_done(value):
    """Tell whether a function's body is empty or still holds a `...`."""
    if not isinstance(value, types.FunctionType):
        return has_dots(value)
    code = value.__code__
    empty = code.co_code in _DOES_NOTHING and code.co_consts[-1] is None
    return empty or _holds_dots(code)


def _holds_dots(code):
    parts = (part for part in code.co_consts if isinstance(part, types.CodeType))
    return ... in code.co_consts or any(map(_holds_dots, parts))


def _no_input(prompt=""):
    raise RuntimeError(_("input() has nobody to ask here: use the arguments instead"))
