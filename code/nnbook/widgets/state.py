"""The state of a figure, declared once: what each trait is, its range and its options.

A figure's class declares its traits with the kinds of this module (``z = Number(-4.0,
-6, 6, help="the point's place")``). From that come what Python refuses, what the front
end keeps within bounds, what a link in the page may set, and the tables for people
(`press.state` writes them). A value that does not fit is refused, never changed.
"""

import copy
import difflib
import math
import numbers

from traitlets import TraitError, TraitType


class Size:
    """A bound that lies in the state itself: how many entries the list at ``path`` has.

    ``path`` names a trait, or an entry of one: ``Size("catalogue.titles", -1)`` is the
    position of the last title. Where a number is stored there, it is that number.
    """

    def __init__(self, path, plus=0):
        self.path, self.plus = path, plus

    def of(self, obj):
        """Return the bound in the present state of ``obj``."""
        name, *keys = self.path.split(".")
        found = getattr(obj, name)
        for key in keys:
            found = found[key]
        return (found if isinstance(found, int) else len(found)) + self.plus

    def schema(self):
        """Return the bound as JSON."""
        return {"size": self.path, "plus": self.plus}

    def __str__(self):
        return f"the number of {self.path}" + (
            f" less {-self.plus}" if self.plus else ""
        )


class Part(TraitType):
    """A kind of value: a trait of a figure, or what a trait's lists are made of.

    ``help`` says what it means, in a few words that may follow a colon. ``link`` is
    False where no link may set it: what was measured, or comes from Python.
    """

    def __init__(self, default, *, help="", link=True):
        super().__init__(default, help=help)
        self.tag(sync=True)
        self.link = link

    def default(self, obj=None):
        """Return a copy of the value at first: no two figures share a list."""
        return copy.deepcopy(self.default_value)

    def validate(self, obj, value):
        """Return ``value`` where it fits; raise TraitError where not."""
        return self.fit(self.name, value, obj)

    def fit(self, name, value, obj=None):
        """Return ``value``, called ``name`` in messages, where it fits.

        Raises TraitError where it does not. ``obj`` is whose state it is.
        """
        raise NotImplementedError

    def schema(self):
        """Return the declaration as JSON, for the front end."""
        raise NotImplementedError

    def __str__(self):
        """The kind in words: "a number from -6 to 6"."""
        raise NotImplementedError

    def refuse(self, name, value, obj=None):
        """Raise the TraitError that says what was expected."""
        raise TraitError(f"{name} is {value!r}, but must be {self}{self.meaning()}")

    def leans(self):
        """Return whether what fits depends on other traits."""
        return False

    def meaning(self):
        """Return what the value means, after a colon, for messages."""
        return f": {self.help}" if self.help else ""


class Number(Part):
    """A finite number from ``low`` to ``high``."""

    kind = "number"
    noun = "a number"

    def __init__(self, default=0.0, low=-1e6, high=1e6, **more):
        super().__init__(default, **more)
        self.low, self.high = low, high

    def fit(self, name, value, obj=None):
        """Return ``value`` as a float."""
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            self.refuse(name, value)
        if not math.isfinite(value):
            raise TraitError(f"{name} is {value}, but must be a finite number")
        low, high = (b.of(obj) if isinstance(b, Size) else b for b in self.bounds())
        if not low <= value <= high:
            raise TraitError(
                f"{name} is {plain(value)}, but must be from {plain(low)} to "
                f"{plain(high)}{self.meaning()}"
            )
        return self.converted(name, value)

    def converted(self, name, value):
        """Return the number as Python's own."""
        return float(value)

    def bounds(self):
        """Return the lowest and the highest value, numbers or `Size`."""
        return self.low, self.high

    def leans(self):
        """Return whether what fits depends on other traits."""
        return any(isinstance(bound, Size) for bound in self.bounds())

    def schema(self):
        """Return the declaration as JSON."""
        low, high = (b.schema() if isinstance(b, Size) else b for b in self.bounds())
        return {"kind": self.kind, "min": low, "max": high}

    def __str__(self):
        return f"{self.noun} from {plain(self.low)} to {plain(self.high)}"


class Whole(Number):
    """A whole number from ``low`` to ``high``."""

    kind = "whole"
    noun = "a whole number"

    def __init__(self, default=0, low=0, high=10**6, **more):
        super().__init__(default, low, high, **more)

    def converted(self, name, value):
        """Return the number as an int; 3.0 is whole, 3.5 is refused."""
        if value != int(value):
            self.refuse(name, value)
        return int(value)


class Flag(Part):
    """True or False."""

    def __init__(self, default=False, **more):
        super().__init__(default, **more)

    def fit(self, name, value, obj=None):
        """Return ``value`` where it is a bool."""
        if not isinstance(value, bool):
            self.refuse(name, value)
        return value

    def schema(self):
        """Return the declaration as JSON."""
        return {"kind": "flag"}

    def __str__(self):
        return "True or False"


class Choice(Part):
    """One of ``options``. ``needs`` says which of them need which other trait."""

    def __init__(self, options, default=None, *, needs=None, **more):
        self.options, self.needs = tuple(options), needs or {}
        super().__init__(self.options[0] if default is None else default, **more)

    def fit(self, name, value, obj=None):
        """Return ``value`` where it is one of the options."""
        if value not in self.options:
            usual = [o for o in self.options if o not in self.needs]
            near = difflib.get_close_matches(str(value), usual, n=1, cutoff=0.4)
            hint = f"; did you mean {near[0]!r}?" if near else "."
            raise TraitError(
                f"{name} has {value!r}, which is not known{hint} "
                f"Known are {', '.join(usual)}."
            )
        needed = self.needs.get(value)
        if needed and getattr(obj, needed) is None:
            raise TraitError(
                f"{name} has {value!r}, but there is no {needed} to be shown: "
                f"give one, as in {type(obj).__name__}({needed}=...)"
            )
        return value

    def leans(self):
        """Return whether what fits depends on other traits."""
        return bool(self.needs)

    def schema(self):
        """Return the declaration as JSON."""
        needs = {"needs": self.needs} if self.needs else {}
        return {"kind": "choice", "options": list(self.options), **needs}

    def __str__(self):
        return f"one of {', '.join(self.options)}"


class Text(Part):
    """A text of ``least`` to ``most`` characters, without blanks around it."""

    def __init__(self, default="", least=0, most=200, **more):
        super().__init__(default, **more)
        self.least, self.most = least, most

    def fit(self, name, value, obj=None):
        """Return ``value`` without blanks around it."""
        if not isinstance(value, str):
            self.refuse(name, value)
        value = value.strip()
        if not self.least <= len(value) <= self.most:
            raise TraitError(
                f"{name} has {len(value)} characters, but must have {self.least} to "
                f"{self.most}{self.meaning()}"
            )
        return value

    def schema(self):
        """Return the declaration as JSON."""
        return {"kind": "text", "least": self.least, "most": self.most}

    def __str__(self):
        return f"a text of {self.least} to {self.most} characters"


class Listing(Part):
    """A list of ``least`` to ``most`` times ``item``; ``distinct``: none comes twice.

    ``noun`` is what its entries are called in messages.
    """

    def __init__(
        self, item, default, least, most, *, distinct=False, noun="values", **more
    ):
        super().__init__(default, **more)
        self.item, self.least, self.most = item, least, most
        self.distinct, self.noun = distinct, noun

    def fit(self, name, value, obj=None):
        """Return ``value`` as a list of fitting entries; one name may stand alone."""
        if isinstance(value, str) and isinstance(self.item, Choice):
            value = [value]
        if not isinstance(value, (list, tuple)):
            self.refuse(name, value)
        if not self.least <= len(value) <= self.most:
            same = self.least == self.most
            count = self.most if same else f"{self.least} to {self.most}"
            raise TraitError(
                f"{name} has {len(value)} {self.noun}, but must have {count}"
                f"{self.meaning()}"
            )
        fitting = [
            # An unknown name says by itself where it stands.
            self.item.fit(
                name if isinstance(self.item, Choice) else f"{name}[{i}]", entry, obj
            )
            for i, entry in enumerate(value)
        ]
        if self.distinct:
            for i, entry in enumerate(fitting):
                if entry in fitting[:i]:
                    raise TraitError(f"{name} has {entry!r} twice: {value}")
        return fitting

    def leans(self):
        """Return whether what fits depends on other traits."""
        return self.item.leans()

    def schema(self):
        """Return the declaration as JSON."""
        distinct = {"distinct": True} if self.distinct else {}
        return {
            "kind": "list",
            "item": self.item.schema(),
            "least": self.least,
            "most": self.most,
            **distinct,
        }

    def __str__(self):
        count = self.most if self.least == self.most else f"{self.least} to {self.most}"
        different = "different " if self.distinct else ""
        return f"a list of {count} {different}{self.noun}, each {self.item}"


class Row(Part):
    """A list with one value for each of ``columns``: a dict of a `Part` by its name."""

    def __init__(self, columns, default=None, **more):
        first = [part.default() for part in columns.values()]
        super().__init__(first if default is None else default, **more)
        self.columns = columns

    def fit(self, name, value, obj=None):
        """Return ``value`` as a list with a fitting value in each column."""
        wanted = f"[{', '.join(self.columns)}]"
        if not isinstance(value, (list, tuple)) or len(value) != len(self.columns):
            raise TraitError(f"{name} is {value!r}, but must be {wanted}")
        return [
            part.fit(f"{column} of {name}", entry, obj)
            for (column, part), entry in zip(self.columns.items(), value, strict=True)
        ]

    def schema(self):
        """Return the declaration as JSON."""
        columns = {name: part.schema() for name, part in self.columns.items()}
        return {"kind": "row", "columns": columns}

    def __str__(self):
        parts = [f"{name} {part}" for name, part in self.columns.items()]
        return f"[{', '.join(self.columns)}] with {', '.join(parts)}"


class Named(Part):
    """A dict of ``item`` by name; names are those that a variable can have."""

    def __init__(self, item, default, most=30, **more):
        super().__init__(default, **more)
        self.item, self.most = item, most

    def fit(self, name, value, obj=None):
        """Return ``value`` as a dict of fitting entries."""
        if not isinstance(value, dict) or len(value) > self.most:
            self.refuse(name, value)
        for key in value:
            if not isinstance(key, str) or not key.isidentifier():
                raise TraitError(
                    f"{name} has the name {key!r}, but a variable's name consists of "
                    "letters, digits and _, and does not start with a digit"
                )
        return {
            key: self.item.fit(f"{name}[{key!r}]", entry, obj)
            for key, entry in value.items()
        }

    def schema(self):
        """Return the declaration as JSON."""
        return {"kind": "named", "item": self.item.schema(), "most": self.most}

    def __str__(self):
        return f"a dict of at most {self.most} names, each with {self.item}"


class Data(Part):
    """What Python alone gives, such as a trained model: no link sets it."""

    def __init__(self, default=None, *, noun="what Python gives", **more):
        super().__init__(default, link=False, **more)
        self.noun = noun

    def fit(self, name, value, obj=None):
        """Return ``value`` as it is."""
        return value

    def schema(self):
        """Return the declaration as JSON."""
        return {"kind": "data"}

    def __str__(self):
        return self.noun


def plain(number):
    """A number in messages and tables: 100000000 and 0.005, not 1e+08."""
    return str(number) if isinstance(number, (int, Size)) else f"{number:.12g}"
