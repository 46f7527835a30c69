"""Judge a reader's code by the checks of an exercise; standard library only.

The same files run in the page (Pyodide), in a notebook (`check("id")`) and in the
tests, so an answer gets the same verdict and the same words everywhere. What the
reader's code is and does is asked of a `Reader`: one of the same process, or in the
page one of an interpreter apart, where nothing that the code does can reach the checks
or the verdict.

How to write checks
-------------------
`checks.py` of an exercise holds functions `check_...(code, t)`, run in order. The
docstring is the name that the reader sees: what is true once the check passes. `t`
has the tools; an expression in quotes is what a reader could type into a cell, it is
evaluated with what the reader defined and named in the message::

    import math

    def check_bias(code, t):
        "adds the bias once"
        t.close(
            "net_input([1, 2], [3, 4], 5)",
            16,
            (11, "The bias is missing: add b to the sum."),
            (21, "The bias is added for every input: add it once, after the loop."),
        )

    def check_many(code, t):
        "takes a hundred inputs"
        t.close("net_input(x, w, 0)", 50, x=[1] * 100, w=[0.5] * 100)

    def check_lengths(code, t):
        "refuses lists of different lengths"
        t.raises("net_input([1, 2], [3], 0)", ValueError, "Compare len(x) and len(w).")

    def check_by_hand(code, t):
        "multiplies and adds without a library"
        t.forbids("net_input", "sumprod", because="Write the sum yourself here.")

    def check_rising(code, t):
        "grows with the bias"
        values = [code.net_input([1], [1], b) for b in range(5)]
        if values != sorted(values):
            t.fail("A larger bias must give a larger net input, yours does not.")

- `t.close(expression, want, *mistakes)`: numbers, or (nested) lists or tuples of them,
  within 1e-9; `tol=1e-6` for a looser one.
- `t.equal(expression, want, *mistakes)`: exactly, for text, booleans, lists of names.
- `t.array([[1, 2], [3, 4]])` is an array of numpy's, to be given by its name and to be
  wanted. There is numpy only where the reader's code runs: of an array that comes back
  a check may use `shape` and `tolist()`.
- A mistake is a pair (what it gives, what to say). What it gives is a value or, for a
  call that raises, the exception's class. Say what went wrong and what to do, to "you".
  Of several values, those count that the mistake makes wrong: another may be wrong too.
- One value or exception proves no mistake. What is said of it is said only where a
  planted mistake with these words (mistakes.toml) gives or raises what the reader's
  code does for two inputs at least; else the message tells input, expected and got.
- `t.raises(expression, exception, advice)`: the call must raise. The advice tells of a
  mistake, and is said as that of a value is.
- `t.forbids(function, *names, because=...)`: the function (and those of the reader's
  that it calls) must not use these names.
- `t.is_number(expression)` and `t.is_list_of_numbers(expression, length)` give the
  value back for a look of your own; so do `t.value(expression)` and `code.name`, which
  is what the reader defined, for anything that the tools don't cover.
  `t.fail(message)` ends the check. The message says what is to be seen in what came
  (input, expected, got) and what to do; what it can only guess of the code belongs into
  a pair, which is proved.
- Every message, and every sentence in it, is met by a planted mistake.
- `t.are_numbers("f(x)", "x", x=[1, 2, 3])` and `t.are_lists_of_numbers` do so for many
  values with one question: in the page each costs two messages, and the check up to
  there once more.
- Names that an expression needs beside the reader's are keywords: `x=[1, 2]`. A
  function among them runs where the reader's code runs, and so may look at it; lists
  that it fills are filled here, too. Of what a call gives back, numbers, text, lists,
  tuples, dicts, sets and exceptions are here what they are; a function can be called;
  anything else is only its type and its text.
- A check may be run more than once: it leaves nothing behind, and draws nothing by lot.

`None`, `...`, text, tuples, nan and exceptions get their own messages from the tools.
A starter marks what is to be done with `...` (`return ...`, `slope = ...`, or as the
whole body); code that still meets one, and passes no check, counts as not started.
"""

import contextlib
import copy
import dataclasses
import functools
import io
import math
import numbers
import types

from nnbook.grading.plain_array import Array, array, plain
from nnbook.grading.reader import (
    EXPRESSION,
    Output,
    Pause,
    Problem,
    Reader,
    Unreadable,
    captured,
    has_dots,
)
from nnbook.grading.show import show
from nnbook.grading.wire import CHECKS, text_of
from nnbook.language import _

TOLERANCE = 1e-9
CONFIRMED = 2  # inputs that prove a mistake
# Types whose values promise others.
PROMISES = "generator", "map", "zip", "filter", "range"
PLACES = _("first"), _("second"), _("third"), _("fourth")
DOTS_LEFT = _("There is still a `...` here: replace it with your code.")


@dataclasses.dataclass(frozen=True)
class Row:
    """The outcome of one check; the message is empty when it passed."""

    name: str
    ok: bool
    message: str = ""


@dataclasses.dataclass(frozen=True)
class Result:
    """The verdict: passed, failed, not started, error (it raised) or syntax."""

    status: str
    checks: tuple[Row, ...] = ()
    problem: Problem | None = None
    output: str = ""

    @property
    def passed(self):
        """How many checks passed."""
        return sum(row.ok for row in self.checks)

    def text(self, title):
        """Return the verdict as the few plain lines that a notebook prints."""
        count = _(
            "{passed} of {n_checks} checks",
            passed=self.passed,
            n_checks=len(self.checks),
        )
        if self.status == "not started":
            return _("{title}: not started", title=title)
        if self.status == "passed":
            return _("{title}: passed: {count}", title=title, count=count)
        lines = [_("{title}: not yet: {count}", title=title, count=count)]
        for row in self.checks:
            lines.append(f"  {'✓' if row.ok else '✗'} {row.name}")
            if row.message:
                lines.append(f"      {row.message}")
        if self.output:
            lines += [_("Your code printed:"), self.output.rstrip("\n")]
        return "\n".join(lines)


class CheckFailed(Exception):
    """A check's verdict on the reader's code."""


class NotStarted(CheckFailed):
    """The check met a `...` that the starter left for the reader."""

    def __str__(self):
        """Return what the reader is told."""
        return DOTS_LEFT


def grade(source, checks, write=None, mistakes=()):
    """Run `source` and judge it; `write` hears what it prints while it runs.

    `mistakes` are the planted ones, pairs (words of the message, program).
    """
    output, reader = Output(write), Reader()
    return begin(reader, source, output) or _judge(reader, checks, output, mistakes)


def grade_namespace(namespace, checks, mistakes=()):
    """Judge what is defined in `namespace`, which is a notebook's."""
    return _judge(Reader(namespace), checks, Output(), mistakes)


def begin(reader, source, output):
    """Read and run a program; return the Result where that is the end of it."""
    try:
        reader.read(source)
    except Unreadable as error:
        return Result("syntax", problem=error.problem)
    try:
        with captured(output):
            reader.run()
    except Pause:
        raise
    except BaseException as error:
        if _meets_dots(error):
            return Result("not started", output=output.getvalue())
        problem = _explain(error, reader)
        return Result("error", problem=problem, output=output.getvalue())
    return None


def _judge(reader, checks, output, mistakes):
    code, tools = Code(reader), Tools(reader, output, checks, mistakes)
    return verdict([trial() for trial in trials(checks, code, tools)], output)


def trials(checks, code, tools):
    """Return what runs each check, with what checks.py defines as new.

    The reader's code may have changed the lists that an earlier check gave it.
    """

    def trial(number):
        return lambda: try_one(functions(checks)[number], code, tools)

    return [trial(number) for number in range(len(functions(checks)))]


def functions(checks):
    """Return the functions of checks.py, in their order."""
    module = {"__name__": CHECKS}
    exec(_compiled(checks), module)
    return [f for name, f in module.items() if name.startswith("check_")]


@functools.lru_cache(maxsize=8)
def _compiled(checks):
    return compile(checks, "<checks>", "exec")


def try_one(function, code, tools):
    """Run one check; return its Row, and whether it met a `...` of the starter's."""
    title = function.__doc__.strip()
    try:
        with captured(tools._output):
            function(code, tools)
    except (KeyboardInterrupt, Pause):
        raise  # the reader's own, in a notebook
    except CheckFailed as failed:
        return Row(title, False, str(failed)), isinstance(failed, NotStarted)
    except BaseException as error:
        message = _explain(error, tools._reader).message
        return Row(title, False, message), _meets_dots(error)
    return Row(title, True), False


def verdict(tried, output):
    """Return the Result of what `try_one` has returned for each check."""
    rows = tuple(row for row, _ in tried)
    if all(row.ok for row in rows):
        status = "passed"
    elif any(dots for _, dots in tried) and not any(row.ok for row in rows):
        status = "not started"
    else:
        status = "failed"
    return Result(status, rows, output=output.getvalue())


@dataclasses.dataclass
class Code:
    """What the reader defined, as attributes: `code.net_input([1], [2], 3)`."""

    _reader: Reader

    def __getattr__(self, name):
        """Return what the reader called `name`."""
        if not self._reader.defines(name):
            raise CheckFailed(_missing(name))
        if self._reader.unfinished(name):
            raise NotStarted
        return self._reader.value(name)


@dataclasses.dataclass
class Tools:
    """What a check may use, as `t`; the module's docstring tells how."""

    _reader: Reader
    _output: io.StringIO
    _checks: str
    _mistakes: tuple

    def fail(self, message):
        """End the check with this message."""
        raise CheckFailed(message)

    def close(self, expression, want, *mistakes, tol=TOLERANCE, **given):
        """Require a number, or a (nested) list or tuple of them, near `want`."""

        def same(got, other):
            return _near(got, other, tol)

        self._compare(expression, want, mistakes, given, same, _require_shape)

    def equal(self, expression, want, *mistakes, **given):
        """Require exactly `want`; True is not 1, a tuple is not a list."""

        def same(got, other):
            return isinstance(got, bool) == isinstance(other, bool) and got == other

        self._compare(expression, want, mistakes, given, same, _require_type)

    def array(self, rows):
        """Return the array of these rows, to be given or wanted."""
        return array(rows)

    def is_number(self, expression, **given):
        """Require a finite or infinite number, and return it."""
        got = self._got(expression, given)
        _require_number(_call(expression, given), got)
        return got

    def is_list_of_numbers(self, expression, length, **given):
        """Require a list of `length` numbers, and return it."""
        got = self._got(expression, given)
        _require_shape(_call(expression, given), got, [0] * length)
        return got

    def are_numbers(self, expression, each, **given):
        """Require a number for each value in the list `each`, and return them."""
        return self._for_each(expression, each, given, _require_number)

    def are_lists_of_numbers(self, expression, length, each, **given):
        """Require a list of `length` numbers for each value, and return them."""
        zeros = [0] * length

        def require(call, got):
            _require_shape(call, got, zeros)

        return self._for_each(expression, each, given, require)

    def _for_each(self, expression, each, given, require):
        ones = [{**given, each: value} for value in given[each]]
        together = f"[{expression} for {each} in {each}]"
        try:
            found = self._value(together, _copied(given))
        except CheckFailed:
            raise
        except Exception:
            found = [None]
        if any(got is None or has_dots(got) for got in found):
            # One by one, so that the first such is named.
            found = [self._got(expression, one) for one in ones]
        for one, got in zip(ones, found, strict=True):
            require(_call(expression, one), got)
        return found

    def value(self, expression, **given):
        """Return what the expression gives, for a look of your own."""
        if self._untouched(expression, given):
            raise NotStarted
        return self._value(expression, given)

    def raises(self, expression, exception, advice="", **given):
        """Require that the expression raises `exception`.

        `advice` is said where a planted mistake with these words is made.
        """
        wanted = _(
            "{expression} should raise {exception_name}",
            expression=_call(expression, given),
            exception_name=exception.__name__,
        )
        try:
            got = self._value(expression, given)
        except exception:
            return
        except CheckFailed:
            raise
        except Exception as error:
            if _meets_dots(error):
                raise NotStarted from None
            name = type(error).__name__
            said = _(
                "{wanted}, but your code raises {name}: {error}. {advice}",
                wanted=wanted,
                name=name,
                error=text_of(error),
                advice=self._proved(advice),
            )
            self.fail(said.rstrip())
        if has_dots(got) or (got is None and self._untouched(expression, given)):
            raise NotStarted
        kind = got if isinstance(got, type) else type(got)
        if issubclass(kind, exception):
            self.fail(
                _(
                    "{wanted}, but your code returns it: write raise, not return.",
                    wanted=wanted,
                )
            )
        said = _(
            "{wanted}, but your code gives {got}. {advice}",
            wanted=wanted,
            got=show(got),
            advice=self._proved(advice),
        )
        self.fail(said.rstrip())

    def forbids(self, function, *names, because):
        """Require that the reader's `function` does without these names."""
        if self._untouched(function):
            raise NotStarted
        if not self._reader.defines(function):
            self.fail(_missing(function))
        used = self._reader.names_used(function)
        for name in names:
            if name in used:
                self.fail(
                    _(
                        "Your {function} uses `{name}`. {because}",
                        function=function,
                        name=name,
                        because=because,
                    )
                )

    def _compare(self, expression, want, mistakes, given, same, require):
        call = _call(expression, given)
        subject = _(
            "{call} should be {want}, but your code", call=call, want=show(want)
        )
        got = self._got(expression, given, subject, mistakes)
        if same(got, want):
            return
        values = [pair for pair in mistakes if not isinstance(pair[0], type)]
        # One that explains all that is wrong comes before one that explains a part.
        for value, message in sorted(values, key=lambda pair: not same(got, pair[0])):
            if _met(got, value, want, same) and self._made(message):
                self.fail(f"{_should(call, got, want)} {message}")
        require(call, got, want)
        self.fail(_should(call, got, want) + _where(got, want, same))

    def _made(self, message):
        """Tell whether the reader made a mistake with this message: two inputs say so.

        The planted mistake is rehearsed in the same checks. Where it is wrong, the
        reader's code is to give what it gives.
        """
        for words, program in self._mistakes:
            if words in message:
                calls = rehearse(program, self._checks)
                if sum(map(self._agrees, calls)) >= CONFIRMED:
                    return True
        return False

    def _proved(self, message):
        """Return what is said of a mistake, if it is made; else nothing."""
        return message if message and self._made(message) else ""

    def _agrees(self, call):
        """Tell whether the reader's code does the same at this call."""
        try:
            with captured(Output()):
                got = self._value(call.expression, _copied(call.given))
        except Exception as error:
            raised = isinstance(call.got, type)
            return raised and type(error).__name__ == call.got.__name__
        return not isinstance(call.got, type) and _met(
            got, call.got, call.want, call.same
        )

    def _got(self, expression, given, subject="", mistakes=()):
        """Return the value, having dealt with `...`, None and exceptions."""
        printed = self._output.tell()
        try:
            got = self._value(expression, given)
        except Exception as error:
            if isinstance(error, CheckFailed):
                raise
            if _meets_dots(error) or self._untouched(expression, given):
                raise NotStarted from None
            advice = self._advice(error, mistakes)
            subject = subject or _call(expression, given)
            self.fail(_explain(error, self._reader, subject, advice).message)
        if has_dots(got) or (got is None and self._untouched(expression, given)):
            raise NotStarted
        if got is None and self._output.tell() > printed:
            self.fail(
                _(
                    "{expression} prints its result and returns None. Use return "
                    "instead of print.",
                    expression=_call(expression, given),
                )
            )
        return got

    def _advice(self, error, mistakes):
        """Return what is said of a mistake that raises this error, if it is made."""
        said = (
            self._proved(message)
            for kind, message in mistakes
            if isinstance(kind, type) and isinstance(error, kind)
        )
        return next(filter(None, said), "")

    def _value(self, expression, given):
        try:
            return plain(self._reader.evaluate(expression, given))
        except NameError as error:
            named = error.name in _names_of(expression)
            if named and not self._reader.defines(error.name):
                raise CheckFailed(_missing(error.name)) from None
            raise

    def _untouched(self, expression, given=()):
        """Tell whether it calls a function that is still as the starter left it."""
        names = (name for name in _names_of(expression) if name not in given)
        return any(map(self._reader.unfinished, names))


@dataclasses.dataclass(frozen=True)
class Call:
    """A call of the checks that a planted mistake gets wrong: `got` is not `want`.

    Each is an exception's class where the call raises, or should.
    """

    expression: str
    given: dict
    got: object
    want: object
    same: object


@functools.lru_cache(maxsize=64)
def rehearse(program, checks):
    """Return the calls of the checks, each once, that this program gets wrong."""
    reader = Reader()
    rehearsal = _Rehearsal(reader, Output(), checks, ())
    with captured(Output()):
        reader.read(program)
        reader.run()
        for function in functions(checks):
            with contextlib.suppress(Exception):
                function(Code(reader), rehearsal)
    return list(rehearsal.wrong.values())


def _copied(given):
    """Copy what a call is given: the code that is judged may change it."""
    apart = types.ModuleType
    return {
        k: v if isinstance(v, apart) else copy.deepcopy(v) for k, v in given.items()
    }


class _Rehearsal(Tools):
    """Tools that note what a program gets wrong, and go on."""

    def __init__(self, *state):
        super().__init__(*state)
        self.wrong = {}

    def _compare(self, expression, want, mistakes, given, same, require):
        kept = _copied(given)
        try:
            got = self._value(expression, given)
        except Exception as error:
            got = type(error)
        if isinstance(got, type) or not same(got, want):
            self._note(Call(expression, kept, got, want, same))

    def raises(self, expression, exception, advice="", **given):
        """Note what does not raise, or another exception."""
        kept = _copied(given)
        try:
            got = self._value(expression, given)
        except Exception as error:
            got = type(error)
        if not (isinstance(got, type) and issubclass(got, exception)):
            self._note(Call(expression, kept, got, exception, _alike))

    def _note(self, call):
        self.wrong.setdefault(_call(call.expression, call.given), call)


def _call(expression, given):
    """Name the expression, with the values of the names that it was given.

    A function is shown by its docstring, such as "f(x) = x²"; one that has none, and a
    module, not at all.
    """
    values = []
    for name, value in given.items():
        if isinstance(value, types.FunctionType) and value.__doc__:
            values.append(value.__doc__)
        elif not callable(value) and not isinstance(value, types.ModuleType):
            values.append(f"{name} = {show(value)}")
    return (
        _(
            "`{expression}` with {values}",
            expression=expression,
            values=", ".join(values),
        )
        if values
        else f"`{expression}`"
    )


def _should(call, got, want):
    want_text, got_text = show(want), show(got)
    if want_text == got_text:  # they differ in a later digit
        want_text, got_text = repr(want), repr(got)
    return _(
        "{call} should be {want_text}, but your code gives {got_text}.",
        call=call,
        want_text=want_text,
        got_text=got_text,
    )


def _missing(name):
    return _(
        "`{name}` is not defined. Keep the name that the exercise gives.", name=name
    )


def _names_of(expression):
    return compile(expression, EXPRESSION, "eval").co_names


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _is_kind_of(got, want):
    """Tell whether `got` is such a list or tuple as `want`.

    Several values may come as a list, too: `a, b = f()` takes both.
    """
    return isinstance(got, type(want)) or (
        isinstance(want, tuple) and isinstance(got, list)
    )


def _near(got, want, tol):
    if isinstance(want, Array):
        return (
            isinstance(got, Array)
            and got.shape == want.shape
            and _near(got.numbers, want.numbers, tol)
        )
    if isinstance(want, list | tuple):
        return (
            _is_kind_of(got, want)
            and len(got) == len(want)
            and all(_near(g, w, tol) for g, w in zip(got, want, strict=True))
        )
    if not _is_number(got) or not _is_number(want):
        return False
    if math.isnan(want):  # what a mistake gives
        return math.isnan(got)
    return math.isclose(got, want, rel_tol=tol, abs_tol=tol)


def _alike(got, other):
    return _near(got, other, TOLERANCE) or (type(got) is type(other) and got == other)


def _met(got, value, want, same):
    """Tell whether `got` is what a mistake gives, `value`.

    Of several values, such as `return a, b`, those count that the mistake makes wrong.
    """
    if not _in_parts(got, want) or not _in_parts(value, want):
        return same(got, value)
    rows = zip(got, value, want, strict=True)
    made = [same(g, v) for g, v, w in rows if not same(v, w)]
    return bool(made) and all(made)


def _where(got, want, same):
    """Say which of several values are wrong, where others are right."""
    if isinstance(want, Array):
        return _where_in_array(got, want, same)
    if not _in_parts(got, want):
        return ""
    rows = enumerate(zip(got, want, strict=True))
    wrong = [PLACES[i] for i, (g, w) in rows if not same(g, w)]
    if len(wrong) == len(want):
        return ""
    if len(wrong) == 1:
        return _(" Of these values the {wrong} is wrong.", wrong=wrong[0])
    names = _(" and the ").join(wrong)
    return _(" Of these values the {names} are wrong.", names=names)


def _where_in_array(got, want, same):
    """Say where the first number is that is wrong, where others are right."""
    rows = enumerate(zip(got.numbers, want.numbers, strict=True))
    wrong = [number for number, (g, w) in rows if not same(g, w)]
    if not 0 < len(wrong) < len(want.numbers):
        return ""
    place, rest = [], wrong[0]
    for size in reversed(want.shape):
        rest, index = divmod(rest, size)
        place.insert(0, index)
    count, bad = len(want.numbers), len(wrong)
    if bad == 1:
        return _(
            " Of its {count} numbers 1 is wrong, the first at {place}.",
            count=count,
            place=place,
        )
    return _(
        " Of its {count} numbers {bad} are wrong, the first at {place}.",
        count=count,
        bad=bad,
        place=place,
    )


def _in_parts(got, want):
    return isinstance(want, tuple) and _is_kind_of(got, want) and len(got) == len(want)


def _require_shape(call, got, want):
    """Fail unless `got` is numbers in the same arrangement of lists as `want`."""
    if isinstance(want, Array):
        return _require_array(call, got, want)
    if not isinstance(want, list | tuple):
        _require_number(call, got)
        return
    size = len(want)
    shape = (
        _("a list of length {size}", size=size)
        if isinstance(want, list)
        else _("{size} values, as `return a, b` gives them", size=size)
    )
    if not _is_kind_of(got, want):
        raise CheckFailed(
            _(
                "{call} should be {shape}, but {got}",
                call=call,
                shape=shape,
                got=_is_instead(got),
            )
        )
    if len(got) != size:
        raise CheckFailed(
            _(
                "{call} should be {shape}, but yours has length {n_got}: {got}.",
                call=call,
                shape=shape,
                n_got=len(got),
                got=show(got),
            )
        )
    for index, (item, wanted) in enumerate(zip(got, want, strict=True)):
        _require_shape(
            _("item {index} of {call}", index=index, call=call), item, wanted
        )


def _require_array(call, got, want):
    """Fail unless `got` is an array of finite or infinite numbers, shaped as `want`."""
    wanted = _(
        "{call} should be an array of shape {want_shape}, but",
        call=call,
        want_shape=want.shape,
    )
    if isinstance(got, list | tuple):
        kind = type(got).__name__
        raise CheckFailed(
            _(
                "{wanted} it is a {kind}. np.array(...) makes it an array.",
                wanted=wanted,
                kind=kind,
            )
        )
    if not isinstance(got, Array):
        raise CheckFailed(f"{wanted} {_is_instead(got)}")
    if got.shape != want.shape:
        raise CheckFailed(
            _(
                "{wanted} yours has the shape {got_shape}: {got}.",
                wanted=wanted,
                got_shape=got.shape,
                got=show(got),
            )
        )
    if got.dtype == "bool":
        raise CheckFailed(
            _("{wanted} yours has the dtype bool. Give 1 and 0 instead.", wanted=wanted)
        )
    for number in got.numbers:
        _require_number(_("each number of {call}", call=call), number)


def _require_number(call, got):
    if not _is_number(got):
        raise CheckFailed(
            _("{call} should be a number, but {got}", call=call, got=_is_instead(got))
        )
    if math.isnan(got):
        raise CheckFailed(
            _(
                "{call} gives nan, which is not a number: look for inf - inf, "
                "inf / inf, 0 / 0 or 0 * inf on the way.",
                call=call,
            )
        )


def _is_instead(got):
    """Say what a value of the wrong type is, and what to do about it."""
    kind = type(got).__name__
    if isinstance(got, Array):
        return _(
            "it is an array of shape {got_shape}. Call its method tolist().",
            got_shape=got.shape,
        )
    if got is None:
        return _("it is None. A function gives back only what you `return`.")
    if isinstance(got, bool):
        return _("it is {got}. Give 1 or 0 instead of True or False.", got=got)
    if isinstance(got, str):
        return _(
            "it is the text {got}. Leave the quotes and str() away.", got=show(got)
        )
    if isinstance(got, tuple):
        return _(
            "it is the tuple {got}. Check the commas and the brackets.", got=show(got)
        )
    if isinstance(got, list):
        return _("it is the list {got}. Check the square brackets.", got=show(got))
    if kind in PROMISES:
        return _(
            "it is a {kind}, which only promises values. Put list(...) around it.",
            kind=kind,
        )
    if callable(got):
        return _("it is a function. Call it: write brackets behind its name.")
    if getattr(got, "has_tolist", hasattr(got, "tolist")):
        return _(
            "it is {got} ({kind}). Call its method tolist().", got=show(got), kind=kind
        )
    return _("it is {got} ({kind}).", got=show(got), kind=kind)


def _require_type(call, got, want):
    """Fail when `got` may look like `want`, but is of another type."""
    if got is None:
        raise CheckFailed(
            _(
                "{call} should be {want}, but {got}",
                call=call,
                want=show(want),
                got=_is_instead(got),
            )
        )
    if type(got) is not type(want) and not (_is_number(got) and _is_number(want)):
        kinds = _(
            "type {is_}, not {wanted}",
            is_=type(got).__name__,
            wanted=type(want).__name__,
        )
        raise CheckFailed(
            _("{call} Yours is of {kinds}.", call=_should(call, got, want), kinds=kinds)
        )


def _meets_dots(error):
    """Tell whether an error comes from a `...` that was used as a value."""
    return isinstance(error, NotStarted) or (
        isinstance(error, TypeError) and "ellipsis" in text_of(error)
    )


_ADVICE = (
    (MemoryError, _("It asks for more memory than there is.")),
    (
        ModuleNotFoundError,
        _("An exercise needs plain Python only, and NumPy where it starts with that."),
    ),
    (OverflowError, _("A number got too large.")),
)


def _advice_on(error, line):
    """Say what to do about such an error, whatever the exercise is."""
    for kind, advice in _ADVICE:
        if isinstance(error, kind):
            return advice
    if isinstance(error, TypeError) and not line and "argument" in text_of(error):
        return _("Keep the parameters that the exercise gives.")
    if isinstance(error, TypeError) and "for ^" in text_of(error):
        return _("A power is written ** in Python.")
    return ""


def _explain(error, reader, subject="", advice=""):
    """Say what the reader's code raised, on which of its lines, and what to do."""
    subject = subject or _("Your code")
    line, text = reader.place(error)
    where = _(" on line {line} (`{text}`)", line=line, text=text) if line else ""
    kind = type(error).__name__
    advice = advice or _advice_on(error, line)
    if _meets_dots(error):
        message = DOTS_LEFT
    elif isinstance(error, SystemExit):
        message = _(
            "{subject} ends Python{where}. Take exit() out, and use return.",
            subject=subject,
            where=where,
        )
    elif isinstance(error, RecursionError):
        end = advice or _("Does it stop, and when?")
        message = _(
            "{subject} calls itself too often, each call inside the one before"
            "{where}. {end}",
            subject=subject,
            where=where,
            end=end,
        )
    else:
        text_said = text_of(error)[:300].rstrip(".")
        said = f": {text_said}" if text_said else ""
        message = _(
            "{subject} raises {kind}{where}{said}. {advice}",
            subject=subject,
            kind=kind,
            where=where,
            said=said,
            advice=advice,
        ).rstrip()
    return Problem(message, line, text=text)
