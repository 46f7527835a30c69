"""Grade a reader's code: one file, standard library only.

The same file runs in the page (Pyodide, in a worker), in a notebook (`check("id")`)
and in the tests, so an answer gets the same verdict and the same words everywhere.

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
- A mistake is a pair (what it gives, what to say). What it gives is a value or, for a
  call that raises, the exception's class. Say what went wrong and what to do, to "you".
  Of several values, those count that the mistake makes wrong: another may be wrong too.
- One value proves no mistake. What is said of it is said only where a planted mistake
  with these words (mistakes.toml) gives what the reader's code gives for two inputs at
  least; else the message tells input, expected and got alone.
- `t.raises(expression, exception, advice)`: the call must raise.
- `t.forbids(function, *names, because=...)`: the function (and those of the reader's
  that it calls) must not use these names.
- `t.is_number(expression)` and `t.is_list_of_numbers(expression, length)` give the
  value back for a look of your own; so does `code.name`, which is what the reader
  defined, for anything that the tools don't cover. `t.fail(message)` ends the check.
- Names that an expression needs beside the reader's are keywords: `x=[1, 2]`.

`None`, `...`, text, tuples, nan and exceptions get their own messages from the tools.
A starter marks what is to be done with `...` (`return ...`, `slope = ...`, or as the
whole body); code that still meets one, and passes no check, counts as not started.
"""

import contextlib
import copy
import dataclasses
import io
import json
import linecache
import math
import numbers
import reprlib
import types

YOUR_CODE = "<your code>"
EXPRESSION = "<check>"
OUTPUT_LIMIT = 10_000  # characters
TOLERANCE = 1e-9
CONFIRMED = 2  # inputs that prove a mistake
PLACES = "first", "second", "third", "fourth"
DOTS_LEFT = "There is still a `...` here: replace it with your code."


@dataclasses.dataclass(frozen=True)
class Row:
    """The outcome of one check; the message is empty when it passed."""

    name: str
    ok: bool
    message: str = ""


@dataclasses.dataclass(frozen=True)
class Problem:
    """Why the code could not be read or run, and where."""

    message: str
    line: int | None = None
    column: int | None = None
    text: str = ""


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
        count = f"{self.passed} of {len(self.checks)} checks"
        if self.status == "not started":
            return f"{title}: not started"
        if self.status == "passed":
            return f"{title}: passed: {count}"
        lines = [f"{title}: not yet: {count}"]
        for row in self.checks:
            lines.append(f"  {'✓' if row.ok else '✗'} {row.name}")
            if row.message:
                lines.append(f"      {row.message}")
        if self.output:
            lines += ["Your code printed:", self.output.rstrip("\n")]
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
    output = _Output(write)
    try:
        program = compile(source, YOUR_CODE, "exec")
    except SyntaxError as error:
        return Result("syntax", problem=_unreadable(error))
    # Tracebacks take the text of a line from here.
    linecache.cache[YOUR_CODE] = len(source), None, source.splitlines(True), YOUR_CODE
    # The call that a notebook cell ends with is harmless when it is pasted here.
    namespace = {"__name__": "__main__", "input": _no_input, "check": lambda id: None}
    try:
        with _captured(output):
            exec(program, namespace)
    except BaseException as error:
        if _meets_dots(error):
            return Result("not started", output=output.getvalue())
        problem = _explain(error, namespace)
        return Result("error", problem=problem, output=output.getvalue())
    return _judge(namespace, checks, output, mistakes)


def grade_namespace(namespace, checks, mistakes=()):
    """Judge what is defined in `namespace`, which is a notebook's."""
    return _judge(namespace, checks, _Output(), mistakes)


def grade_json(source, checks, write=None, mistakes="[]"):
    """Do what `grade` does, of JSON, and return JSON: what the page has and reads."""
    result = grade(source, checks, write, json.loads(mistakes))
    return json.dumps(dataclasses.asdict(result))


def _judge(namespace, checks, output, mistakes):
    code, tools = Code(namespace), Tools(namespace, output, checks, mistakes)
    rows, dots = [], False
    for function in _functions(checks):
        title = function.__doc__.strip()
        try:
            with _captured(output):
                function(code, tools)
        except KeyboardInterrupt:
            raise  # the reader's own, in a notebook
        except CheckFailed as verdict:
            rows.append(Row(title, False, str(verdict)))
            dots = dots or isinstance(verdict, NotStarted)
        except BaseException as error:
            dots = dots or _meets_dots(error)
            rows.append(Row(title, False, _explain(error, namespace).message))
        else:
            rows.append(Row(title, True))
    if all(row.ok for row in rows):
        status = "passed"
    elif dots and not any(row.ok for row in rows):
        status = "not started"
    else:
        status = "failed"
    return Result(status, tuple(rows), output=output.getvalue())


def _functions(checks):
    """Return the functions of checks.py, in their order."""
    module = {"__name__": "checks"}
    exec(compile(checks, "<checks>", "exec"), module)
    return [f for name, f in module.items() if name.startswith("check_")]


@dataclasses.dataclass
class Code:
    """What the reader defined, as attributes: `code.net_input([1], [2], 3)`."""

    _namespace: dict

    def __getattr__(self, name):
        """Return what the reader called `name`."""
        if name not in self._namespace:
            raise CheckFailed(_missing(name))
        value = self._namespace[name]
        if _to_be_done(value):
            raise NotStarted
        return value


@dataclasses.dataclass
class Tools:
    """What a check may use, as `t`; the module's docstring tells how."""

    _namespace: dict
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

    def raises(self, expression, exception, advice="", **given):
        """Require that the expression raises `exception`."""
        wanted = f"{_call(expression, given)} should raise {exception.__name__}"
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
            self.fail(f"{wanted}, but your code raises {name}: {error}. {advice}")
        if _has_dots(got) or (got is None and self._untouched(expression)):
            raise NotStarted
        if isinstance(got, exception) or got is exception:
            self.fail(f"{wanted}, but your code returns it: write raise, not return.")
        self.fail(f"{wanted}, but your code gives {show(got)}. {advice}")

    def forbids(self, function, *names, because):
        """Require that the reader's `function` does without these names."""
        if self._untouched(function):
            raise NotStarted
        start = getattr(Code(self._namespace), function)
        used = _names_used(start, self._namespace)
        for name in names:
            if name in used:
                self.fail(f"Your {function} uses `{name}`. {because}")

    def _compare(self, expression, want, mistakes, given, same, require):
        got = self._got(expression, given, mistakes)
        if same(got, want):
            return
        call = _call(expression, given)
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

    def _agrees(self, call):
        """Tell whether the reader's code does the same at this call."""
        try:
            with _captured(_Output()):
                got = self._value(call.expression, _copied(call.given))
        except Exception as error:
            return type(error) is call.got
        return not isinstance(call.got, type) and _met(
            got, call.got, call.want, call.same
        )

    def _got(self, expression, given, mistakes=()):
        """Return the value, having dealt with `...`, None and exceptions."""
        printed = self._output.tell()
        try:
            got = self._value(expression, given)
        except Exception as error:
            if isinstance(error, CheckFailed):
                raise
            if _meets_dots(error) or self._untouched(expression):
                raise NotStarted from None
            call = _call(expression, given)
            self.fail(_explain(error, self._namespace, call, mistakes).message)
        if _has_dots(got) or (got is None and self._untouched(expression)):
            raise NotStarted
        if got is None and self._output.tell() > printed:
            self.fail(
                f"{_call(expression, given)} prints its result and returns None. "
                "Use return instead of print."
            )
        return got

    def _value(self, expression, given):
        program = compile(expression, EXPRESSION, "eval")
        try:
            return eval(program, {**self._namespace, **given})
        except NameError as error:
            if error.name in program.co_names and error.name not in self._namespace:
                raise CheckFailed(_missing(error.name)) from None
            raise

    def _untouched(self, expression):
        """Tell whether it calls a function that is still as the starter left it."""
        names = compile(expression, EXPRESSION, "eval").co_names
        return any(_to_be_done(self._namespace.get(name)) for name in names)


@dataclasses.dataclass(frozen=True)
class Call:
    """A call of the checks that a planted mistake gets wrong: `got` is not `want`.

    `got` is an exception's class where the call raises.
    """

    expression: str
    given: dict
    got: object
    want: object
    same: object


def rehearse(program, checks):
    """Return the calls of the checks, each once, that this program gets wrong."""
    namespace = {"__name__": "__main__", "input": _no_input, "check": lambda id: None}
    rehearsal = _Rehearsal(namespace, _Output(), checks, ())
    with _captured(_Output()):
        exec(compile(program, YOUR_CODE, "exec"), namespace)
        for function in _functions(checks):
            with contextlib.suppress(Exception):
                function(Code(namespace), rehearsal)
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
            call = Call(expression, kept, got, want, same)
            self.wrong.setdefault(_call(expression, kept), call)


class _Output(io.StringIO):
    """Keep what the reader's code prints, up to a limit, and pass it on."""

    def __init__(self, write=None):
        super().__init__()
        self._pass_on = write
        self._full = False

    def write(self, text):
        if self._full:
            return len(text)
        part = text[: OUTPUT_LIMIT - self.tell()]
        if len(part) < len(text):
            self._full = True
            part += f"\n(cut off after {OUTPUT_LIMIT} characters)\n"
        super().write(part)
        if self._pass_on:
            self._pass_on(part)
        return len(text)


@contextlib.contextmanager
def _captured(output):
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        yield


class _Show(reprlib.Repr):
    """Write values as messages show them: short, six digits, never raising."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = self.maxdict = 10
        self.maxstring = self.maxother = 80

    def repr1(self, value, level):
        if isinstance(value, numbers.Real) and not isinstance(value, bool | int):
            return f"{float(value):.6g}"
        return super().repr1(value, level)


show = _Show().repr


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
    return f"`{expression}` with {', '.join(values)}" if values else f"`{expression}`"


def _should(call, got, want):
    want_text, got_text = show(want), show(got)
    if want_text == got_text:  # they differ in a later digit
        want_text, got_text = repr(want), repr(got)
    return f"{call} should be {want_text}, but your code gives {got_text}."


def _missing(name):
    return f"`{name}` is not defined. Keep the name that the exercise gives."


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _is_kind_of(got, want):
    """Tell whether `got` is such a list or tuple as `want`.

    Several values may come as a list, too: `a, b = f()` takes both.
    """
    return type(got) is type(want) or (isinstance(want, tuple) and type(got) is list)


def _near(got, want, tol):
    if isinstance(want, list | tuple):
        return (
            _is_kind_of(got, want)
            and len(got) == len(want)
            and all(_near(g, w, tol) for g, w in zip(got, want, strict=True))
        )
    return (
        _is_number(got)
        and _is_number(want)
        and math.isclose(got, want, rel_tol=tol, abs_tol=tol)
    )


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
    if not _in_parts(got, want):
        return ""
    rows = enumerate(zip(got, want, strict=True))
    wrong = [PLACES[i] for i, (g, w) in rows if not same(g, w)]
    if len(wrong) == len(want):
        return ""
    be = "is" if len(wrong) == 1 else "are"
    return f" Of these values the {' and the '.join(wrong)} {be} wrong."


def _in_parts(got, want):
    return isinstance(want, tuple) and _is_kind_of(got, want) and len(got) == len(want)


def _require_shape(call, got, want):
    """Fail unless `got` is numbers in the same arrangement of lists as `want`."""
    if not isinstance(want, list | tuple):
        _require_number(call, got)
        return
    size = len(want)
    shape = (
        f"a list of length {size}"
        if isinstance(want, list)
        else f"{size} values, as `return a, b` gives them"
    )
    if not _is_kind_of(got, want):
        raise CheckFailed(f"{call} should be {shape}, but {_is_instead(got)}")
    if len(got) != size:
        raise CheckFailed(
            f"{call} should be {shape}, but yours has length {len(got)}: {show(got)}."
        )
    for index, (item, wanted) in enumerate(zip(got, want, strict=True)):
        _require_shape(f"item {index} of {call}", item, wanted)


def _require_number(call, got):
    if not _is_number(got):
        raise CheckFailed(f"{call} should be a number, but {_is_instead(got)}")
    if math.isnan(got):
        raise CheckFailed(
            f"{call} gives nan, which is not a number: look for inf - inf, "
            "inf / inf or 0 * inf on the way."
        )


def _is_instead(got):
    """Say what a value of the wrong type is, and what to do about it."""
    kind = type(got).__name__
    if got is None:
        return "it is None. A function gives back only what you `return`."
    if isinstance(got, bool):
        return f"it is {got}. Give 1 or 0 instead of True or False."
    if isinstance(got, str):
        return f"it is the text {show(got)}. Leave the quotes and str() away."
    if isinstance(got, tuple):
        return f"it is the tuple {show(got)}. Check the commas and the brackets."
    if isinstance(got, list):
        return f"it is the list {show(got)}. Check the square brackets."
    if isinstance(got, types.GeneratorType | map | zip | filter | range):
        return f"it is a {kind}, which only promises values. Put list(...) around it."
    if callable(got):
        return "it is a function. Call it: write brackets behind its name."
    if hasattr(got, "tolist"):
        return f"it is {show(got)} ({kind}). Call its method tolist()."
    return f"it is {show(got)} ({kind})."


def _require_type(call, got, want):
    """Fail when `got` may look like `want`, but is of another type."""
    if got is None:
        raise CheckFailed(f"{call} should be {show(want)}, but {_is_instead(got)}")
    if type(got) is not type(want) and not (_is_number(got) and _is_number(want)):
        kinds = f"type {type(got).__name__}, not {type(want).__name__}"
        raise CheckFailed(f"{_should(call, got, want)} Yours is of {kinds}.")


def _has_dots(value):
    """Tell whether a value is `...` or a list or tuple with one in it."""
    if isinstance(value, list | tuple):
        return any(map(_has_dots, value))
    return value is ...


def _empty(): ...


def _empty_with_docstring():
    """Do nothing."""


_DOES_NOTHING = {f.__code__.co_code for f in (_empty, _empty_with_docstring)}


def _to_be_done(value):
    """Tell whether a function's body is empty or still holds a `...`."""
    if not isinstance(value, types.FunctionType):
        return _has_dots(value)
    code = value.__code__
    empty = code.co_code in _DOES_NOTHING and code.co_consts[-1] is None
    return empty or any(... in part.co_consts for part in _code_objects(code))


def _code_objects(code):
    """Yield a function's code and that of the functions written inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _code_objects(constant)


def _names_used(start, namespace):
    """Collect the names in a function and in the reader's functions it calls."""
    names, waiting = set(), [start]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, types.FunctionType):
            continue
        for code in _code_objects(function.__code__):
            new = set(code.co_names) - names
            names |= new
            waiting += [namespace[name] for name in new if name in namespace]
    return names


def _no_input(prompt=""):
    raise RuntimeError("input() has nobody to ask here: use the arguments instead")


def _meets_dots(error):
    """Tell whether an error comes from a `...` that was used as a value."""
    return isinstance(error, NotStarted) or (
        isinstance(error, TypeError) and "ellipsis" in str(error)
    )


def _unreadable(error):
    text = (error.text or "").rstrip("\n")
    message = f"Python cannot read line {error.lineno}: {error.msg}."
    return Problem(message, error.lineno, error.offset, text)


_ADVICE = (
    (MemoryError, "It asks for more memory than there is."),
    (ModuleNotFoundError, "This exercise needs plain Python only."),
    (OverflowError, "A number got too large."),
)


def _advice_on(error, line, mistakes):
    """Say what to do: in the words of the exercise, if it knows this mistake."""
    for kind, advice in (*mistakes, *_ADVICE):
        if isinstance(kind, type) and isinstance(error, kind):
            return advice
    if isinstance(error, TypeError) and not line and "argument" in str(error):
        return "Keep the parameters that the exercise gives."
    if isinstance(error, TypeError) and "for ^" in str(error):
        return "A power is written ** in Python."
    return ""


def _explain(error, namespace, subject="Your code", mistakes=()):
    """Say what the reader's code raised, and on which of its lines."""
    line, text = _place(error.__traceback__, namespace)
    where = f" on line {line} (`{text}`)" if line else ""
    kind = type(error).__name__
    advice = _advice_on(error, line, mistakes)
    if _meets_dots(error):
        message = DOTS_LEFT
    elif isinstance(error, SystemExit):
        message = f"{subject} ends Python{where}. Take exit() out, and use return."
    elif isinstance(error, RecursionError):
        end = advice or "When should it stop?"
        message = f"{subject} calls itself without end{where}. {end}"
    else:
        said = f": {str(error)[:300].rstrip('.')}" if str(error) else ""
        message = f"{subject} raises {kind}{where}{said}. {advice}".rstrip()
    return Problem(message, line, text=text)


def _place(traceback, namespace):
    """Return the number and text of the last line of the reader's own."""
    line, text = None, ""
    while traceback:
        frame = traceback.tb_frame
        if frame.f_globals is namespace:
            line = traceback.tb_lineno
            text = linecache.getline(frame.f_code.co_filename, line).strip()
        traceback = traceback.tb_next
    return line, text
