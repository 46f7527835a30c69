"""What all widgets of the book share."""

from pathlib import Path

import anywidget
from traitlets import Unicode

STATIC = Path(__file__).parent / "static"


class BookWidget(anywidget.AnyWidget):
    """A widget whose picture and mathematics are computed in the browser.

    A subclass names its front end (``class Neuron(BookWidget, front_end="neuron")``),
    declares the state as traits (``.tag(sync=True)``) and says in ``description`` what
    the figure shows: that text stands in its place where no JavaScript runs.

    The same front end runs in JupyterLab, Colab and VS Code (where the traits are
    two-way) and in the static page (where there is no kernel).
    """

    front_end = ""
    _widget = Unicode().tag(sync=True)
    description = Unicode().tag(sync=True)

    def __init_subclass__(cls, front_end=None, **kwargs):
        if front_end:  # None where ipywidgets derives a class to add traits to
            cls.front_end = front_end
            cls._esm = front_end_file(front_end, "js")
            cls._css = front_end_file(front_end, "css")
        super().__init_subclass__(**kwargs)

    def __init__(self, **traits):
        unknown = sorted(set(traits) - set(self.trait_names()))
        if unknown:
            raise TypeError(
                f"{type(self).__name__} has no trait {', '.join(unknown)}; "
                f"it has {', '.join(self.state_names())}"
            )
        super().__init__(_widget=self.front_end, **traits)

    @classmethod
    def state_names(cls):
        """Return the names of the traits that the front end reads and writes."""
        inherited = BookWidget.class_traits()
        return [name for name in cls.class_traits(sync=True) if name not in inherited]

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
