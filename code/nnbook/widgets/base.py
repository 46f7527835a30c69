"""What all widgets of the book share."""

import json
import textwrap
from pathlib import Path

import anywidget
from traitlets import Unicode

from nnbook.language import words
from nnbook.widgets.state import Part, plain

STATIC = Path(__file__).parent / "static"


class BookWidget(anywidget.AnyWidget):
    """A widget whose picture and mathematics are computed in the browser.

    A subclass names its front end (``class Neuron(BookWidget, front_end="neuron")``),
    declares the state with the kinds of `nnbook.widgets.state` and says in
    ``description`` what the figure shows: that text stands in its place where no
    JavaScript runs. The traits are told at the end of its docstring.

    The same front end runs in JupyterLab, Colab and VS Code (where the traits are
    two-way) and in the static page (where there is no kernel).
    """

    front_end = ""
    _widget = Unicode().tag(sync=True)
    description = Unicode().tag(sync=True)

    def __init_subclass__(cls, front_end=None, **kwargs):
        if front_end:  # None where ipywidgets derives a class to add traits to
            cls.front_end = front_end
            cls._esm = said(front_end) + front_end_file(front_end, "js")
            cls._css = front_end_file(front_end, "css")
        super().__init_subclass__(**kwargs)
        if front_end and cls.__doc__:  # there is none under python -OO
            cls.__doc__ = f"{cls.__doc__.rstrip()}\n\n{told(cls.parts())}"

    def __init__(self, **traits):
        unknown = sorted(set(traits) - set(self.trait_names()))
        if unknown:
            raise TypeError(
                f"{type(self).__name__} has no trait {', '.join(unknown)}; "
                f"it has {', '.join(self.state_names())}"
            )
        # What others depend on is set before them.
        parts = self.parts()
        order = sorted(traits, key=lambda k: k in parts and parts[k].leans())
        first = {name: traits[name] for name in order}
        super().__init__(_widget=self.front_end, **first)

    @classmethod
    def parts(cls):
        """Return the declared state: what each trait may be, by its name."""
        parts = {}
        for owner in reversed(cls.__mro__):
            parts |= {k: v for k, v in vars(owner).items() if isinstance(v, Part)}
        return parts

    @classmethod
    def state_names(cls):
        """Return the names of the traits that the front end reads and writes."""
        return list(cls.parts())

    @classmethod
    def schema(cls):
        """Return the declared state as JSON, for the front end."""
        return {
            name: part.schema() | ({} if part.link else {"link": False})
            for name, part in cls.parts().items()
        }

    def state(self):
        """Return the state that the front end draws, as a plain dict."""
        return {name: getattr(self, name) for name in self.state_names()}

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/plain"] = self.description
        return bundle


def front_end_file(name, kind):
    """Return the script ("js") or the style sheet ("css") of a front end.

    What several figures use is built once, as ``shared``. anywidget takes one file, and
    a script that it loads cannot import another: so both are put together here.
    """
    files = (STATIC / f"{part}.{kind}" for part in ("shared", name))
    return "".join(file.read_text("utf-8") for file in files)


def said(name):
    """Return what has a front end speak another language: it comes before it."""
    mine = {file: words()[file] for file in ("shared", name) if file in words()}
    if not mine:
        return ""
    text = json.dumps(mine, ensure_ascii=False)
    return f"globalThis.nnbookWords={{...globalThis.nnbookWords,...{text}}};\n"


def told(parts):
    """Return the lines of a docstring that tell the traits, one paragraph each."""
    lines = ["    Traits:"]
    for name, part in parts.items():
        start = "" if part.default_value is None else f", {shown(part)} at first"
        lines += textwrap.wrap(
            f"{name}: {part}{start}{part.meaning()}",
            width=88,
            initial_indent=" " * 8,
            subsequent_indent=" " * 12,
        )
    return "\n".join(lines) + "\n    "


def shown(part):
    """Return the value at first, as a reader would type it."""
    value = part.default_value
    if isinstance(value, list) and len(repr(value)) > 60:
        return f"{len(value)} {part.noun}"
    return plain(value) if isinstance(value, float) else repr(value)
