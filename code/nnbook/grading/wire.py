"""Plain data between the judge and the interpreter that runs a reader's code, as JSON.

Numbers, text, None, `...`, exceptions, and lists, tuples, dicts and sets of them cross
as what they are, arrays of numpy's as dtype, shape and numbers: at the judge's they are
an `Array`. The checks' own functions go to the reader's side as code; the reader's
functions stay there, and a number stands for them; of anything else its type and its
text cross. So nothing that the reader's code has made or replaced ever runs on the
judge's side.

An exchange is a question and its answer: both ends begin it with `fresh()`, and number
what can be changed in the order in which it crosses. So a list that crosses twice is
one list on the other side, too; what the answer has of the question's is the very same;
and what the reader's code changes in it is changed at the judge's (`contents`,
`refresh`).
"""

import base64
import builtins
import importlib
import marshal
import math
import numbers
import types

from nnbook.grading.plain_array import Array, from_numpy, is_numpy, to_numpy

# More than that is no answer to a check, and could fill the judge's memory.
MOST_PARTS = 1_000_000
CHECKS = "checks"  # the module of the functions and classes that checks.py defines
OWN_MEMBERS = "__module__", "__dict__", "__weakref__", "__static_attributes__"
# JSON's numbers pass through JavaScript, which has no larger whole ones.
SAFE = 2**53


class Opaque:
    """Stands for a value of the reader's that does not cross: its type and its text."""

    def __init__(self, kind, text, has_tolist=False):
        self.kind, self.text, self.has_tolist = kind, text, has_tolist

    def __repr__(self):
        """Return the text of the value that it stands for."""
        return self.text


class Far(Opaque):
    """Stands for a function of the reader's; a call is made where the function is."""

    def __init__(self, kind, text, number, call):
        super().__init__(kind, text)
        self.number, self._call = number, call

    def __call__(self, *args, **kwargs):
        """Call it there."""
        return self._call(self, args, kwargs)

    def __deepcopy__(self, memo):
        """Return itself: there is one function only."""
        return self


class Wire:
    """One end: packs values for JSON and unpacks those of the other end."""

    UNPACK = (
        "int",
        "dots",
        "complex",
        "tuple",
        "frozenset",
        "list",
        "dict",
        "set",
        "same",
        "array",
    )

    def __init__(self):
        self.fresh()

    def fresh(self):
        """Begin an exchange."""
        self._numbered, self._number_of, self._parts = [], {}, 0

    def pack(self, value):
        """Return the value as JSON holds it; ValueError where it is too large."""
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise ValueError("too many values")
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, numbers.Integral):
            return int(value) if -SAFE < value < SAFE else {"int": hex(value)}
        if isinstance(value, numbers.Real):
            return float(value)
        if isinstance(value, str):
            return str.__str__(value)
        if value is ...:
            return {"dots": None}
        if isinstance(value, complex):
            return {"complex": [value.real, value.imag]}
        if isinstance(value, Array):
            return {"array": [value.dtype, value.shape, self._all(value.numbers)]}
        if id(value) in self._number_of:
            return {"same": self._number_of[id(value)]}
        if isinstance(value, tuple):
            return {"tuple": self._all(tuple.__iter__(value))}
        if isinstance(value, frozenset):
            return {"frozenset": self._all(value)}
        if isinstance(value, list | dict | set):
            self._number(value)
            return self.content(value)
        return self.pack_other(value)

    def content(self, value):
        """Return what is in a list, dict or set."""
        if isinstance(value, list):
            return {"list": self._all(list.__iter__(value))}
        if isinstance(value, dict):
            return {"dict": [self._all(row) for row in dict.items(value)]}
        return {"set": self._all(value)}

    def unpack(self, packed):
        """Return what the other end has packed; ValueError where it makes no sense."""
        if not isinstance(packed, dict):
            return packed
        ((kind, content),) = packed.items()
        if kind not in self.UNPACK:
            raise ValueError(f"no {kind} from there")
        return getattr(self, "_" + kind.replace(" ", "_"))(content)

    def _all(self, values):
        return [self.pack(value) for value in values]

    def _number(self, value):
        self._number_of[id(value)] = len(self._numbered)
        self._numbered.append(value)  # it stays alive: its id is nobody else's
        return value

    def _int(self, text):
        return int(text, 16)

    def _dots(self, _):
        return ...

    def _complex(self, parts):
        return complex(*parts)

    def _array(self, content):
        dtype, shape, numbers = content
        if len(numbers) != math.prod(shape):
            raise ValueError(f"{len(numbers)} numbers are no array of shape {shape}")
        return Array(str(dtype), tuple(shape), tuple(map(self.unpack, numbers)))

    def _same(self, number):
        return self._numbered[number]

    def _tuple(self, parts):
        return tuple(map(self.unpack, parts))

    def _frozenset(self, parts):
        return frozenset(map(self.unpack, parts))

    def _list(self, parts):
        return self._fill(self._number([]), parts)

    def _dict(self, rows):
        return self._fill(self._number({}), rows)

    def _set(self, parts):
        return self._fill(self._number(set()), parts)

    def _fill(self, value, parts):
        if isinstance(value, dict):
            parts = [(self.unpack(k), self.unpack(v)) for k, v in parts]
            value.clear()
            value.update(parts)
        else:
            parts = list(map(self.unpack, parts))
            value.clear()
            value.extend(parts) if isinstance(value, list) else value.update(parts)
        return value


class JudgeEnd(Wire):
    """The judge's end; `call(far, args, kwargs)` calls a function of the reader's."""

    UNPACK = *Wire.UNPACK, "error", "error class", "opaque", "callable"

    def __init__(self, call):
        super().__init__()
        self._call = call

    def pack_other(self, value):
        """Pack what checks give; TypeError where it cannot go to the reader's code."""
        if isinstance(value, Far):
            return {"kept": value.number}
        if isinstance(value, types.ModuleType):
            return {"module": value.__name__}
        if isinstance(value, types.FunctionType):
            return self._code(value)
        if isinstance(value, types.CellType):
            self._number(value)
            return {"cell": self.pack(value.cell_contents)}
        if isinstance(value, type) and value.__module__ == CHECKS:
            return self._class(value)
        owner = getattr(value, "__self__", None)
        if isinstance(owner, list | dict):  # such as minutes.__getitem__
            return {"method": [self.pack(owner), value.__name__]}
        home, name = getattr(value, "__module__", None), getattr(value, "__name__", "")
        if home and getattr(importlib.import_module(home), name, None) is value:
            return {"of module": [home, name]}
        raise TypeError(
            f"a check gives {value!r}, which cannot go to the reader's code"
        )

    def _class(self, kind):
        bases = self._all(kind.__bases__)
        self._number(kind)
        members = [[n, v] for n, v in vars(kind).items() if n not in OWN_MEMBERS]
        return {
            "class": {
                "name": kind.__name__,
                "bases": bases,
                "members": [[name, self.pack(value)] for name, value in members],
            }
        }

    def _code(self, function):
        self._number(function)
        used = [n for n in names_in(function.__code__) if n in function.__globals__]
        return {
            "function": {
                "code": base64.b64encode(marshal.dumps(function.__code__)).decode(),
                "name": function.__name__,
                "doc": function.__doc__,
                "defaults": self.pack(function.__defaults__),
                "keywords": self.pack(function.__kwdefaults__),
                "cells": self._all(function.__closure__ or ()),
                "globals": [[n, self.pack(function.__globals__[n])] for n in used],
            }
        }

    def refresh(self, changes):
        """Change what was given as the reader's code has changed it."""
        for number, packed in changes:
            value = self._numbered[number]
            if isinstance(value, types.CellType):
                value.cell_contents = self.unpack(packed)
            else:
                ((_, parts),) = packed.items()
                self._fill(value, parts)

    def _error(self, content):
        names, text = content
        return error_class(names)(text)

    def _error_class(self, names):
        return error_class(names)

    def _opaque(self, content):
        kind, text, has_tolist = content
        return type(kind, (Opaque,), {})(kind, text, has_tolist)

    def _callable(self, content):
        kind, text, number = content
        return type(kind, (Far,), {})(kind, text, number, self._call)


class ReaderEnd(Wire):
    """The end where the reader's code runs; `show` writes what does not cross."""

    UNPACK = (
        *Wire.UNPACK,
        "kept",
        "module",
        "function",
        "cell",
        "method",
        "class",
        "of module",
    )

    def __init__(self, show):
        super().__init__()
        self._show = show
        self._functions, self._function_number = [], {}

    def pack_other(self, value):
        """Pack what only stands for itself here."""
        if is_numpy(value):
            return self.pack(from_numpy(value))
        if isinstance(value, BaseException):
            return {"error": [names_of(type(value)), text_of(value)]}
        if isinstance(value, type) and issubclass(value, BaseException):
            return {"error class": names_of(value)}
        kind, text = type(value).__name__, self._show(value)
        if not callable(value):
            return {"opaque": [kind, text, hasattr(value, "tolist")]}
        if id(value) not in self._function_number:
            self._function_number[id(value)] = len(self._functions)
            self._functions.append(value)
        return {"callable": [kind, text, self._function_number[id(value)]]}

    def contents(self):
        """Return what is now in all that was given: {number: packed content}."""
        found = {}
        for number, value in enumerate(list(self._numbered)):
            if isinstance(value, types.CellType):
                found[number] = self.pack(value.cell_contents)
            elif isinstance(value, list | dict | set):
                found[number] = self.content(value)
        return found

    def _kept(self, number):
        return self._functions[number]

    def _array(self, content):
        return to_numpy(super()._array(content))

    def _module(self, name):
        return importlib.import_module(name)

    def _class(self, made):
        bases = tuple(map(self.unpack, made["bases"]))
        # It is there before its members, whose super() knows it.
        kind = self._number(type(made["name"], bases, {"__module__": CHECKS}))
        for name, packed in made["members"]:
            setattr(kind, name, self.unpack(packed))
        return kind

    def _method(self, content):
        owner, name = content
        return getattr(self.unpack(owner), name)

    def _of_module(self, content):
        home, name = content
        return getattr(importlib.import_module(home), name)

    def _cell(self, packed):
        cell = self._number(types.CellType())
        cell.cell_contents = self.unpack(packed)
        return cell

    def _function(self, made):
        place = len(self._numbered)
        self._number(None)
        defaults, keywords = (
            self.unpack(made["defaults"]),
            self.unpack(made["keywords"]),
        )
        cells = tuple(map(self.unpack, made["cells"]))
        code = marshal.loads(base64.b64decode(made["code"]))
        scope = {"__builtins__": builtins, "__name__": CHECKS}
        function = types.FunctionType(code, scope, made["name"], defaults, cells)
        function.__kwdefaults__, function.__doc__ = keywords, made["doc"]
        self._numbered[place] = function
        self._number_of[id(function)] = place
        scope.update((name, self.unpack(packed)) for name, packed in made["globals"])
        return function


def names_in(code):
    """Return the names that code uses, with those of functions written inside it."""
    parts = (part for part in code.co_consts if isinstance(part, types.CodeType))
    return dict.fromkeys(
        [*code.co_names, *(n for part in parts for n in names_in(part))]
    )


def names_of(kind):
    """Return the names of a class and of those that it is derived from."""
    return [base.__name__ for base in kind.__mro__]


def text_of(error):
    """Return what an exception says; nothing where that raises, too."""
    try:
        return str(error)
    except Exception:
        return ""


def error_class(names):
    """Return a class for an exception of the reader's, from its names.

    It is derived from the nearest of Python's own, and says the text that it is given.
    """
    own = (getattr(builtins, name, None) for name in names)
    base = next(
        (k for k in own if isinstance(k, type) and issubclass(k, BaseException)), None
    )
    if base in (None, KeyboardInterrupt, GeneratorExit):  # those are for Python itself
        base = Exception

    def remember(self, text=""):
        self.text = text

    members = {"__init__": remember, "__str__": lambda self: self.text}
    return type(names[0], (base,), members)
