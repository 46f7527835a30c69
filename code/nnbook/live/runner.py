"""Runs the cells of a chapter in one namespace; needs the standard library only.

The same file runs in the page (Pyodide) and in the tests, in plain Python, which
compare what it gives with what the notebooks store. It stands in for a kernel: it shows
the last expression of a cell, sends outputs in their order, draws figures as SVG, and
cuts a traceback to the lines of the cells. What the page calls is at the end.

Three packages are not there. What the book uses of IPython and anywidget is small, and
stood in for here. PyTorch and what goes with it can be imported, but not used: a
statement that uses it is passed over, the names that it would have made are lost with
it, and the rest of the cell runs.
"""

import ast
import builtins
import contextlib
import importlib.machinery
import io
import json
import linecache
import pprint
import random
import re
import sys
import traceback
import types

from nnbook.grading.reader import TOO_DEEP, Unreadable, refuse_characters

# What a browser has no room for, or this page does not bring, by its module.
MISSING = {
    "torch": "PyTorch",
    "sklearn": "scikit-learn",
    "scipy": "SciPy",
    "faiss": "Faiss",
    "tqdm": "tqdm",
}
WIDGET = "application/vnd.nnbook.widget+json"
# A line for IPython, which is no Python.
MAGIC = re.compile(r"^([ \t]*)([%!].*)$", re.MULTILINE)
LONGEST = 200_000  # characters that a cell may print
WIDTH = 79  # of a line in which a long list or dict is shown


class NeedsPackage(RuntimeError):
    """Something was used of a package that is not here; ``package`` is its name."""

    def __init__(self, package):
        super().__init__(f"{package} does not run in a browser.")
        self.package = package


# -- A package that is not here: harmless until it is used.


def spoken(name):
    """The name of a package, of that of a module in it."""
    top = name.partition(".")[0]
    return MISSING.get(top, top)


class Absent(types.ModuleType):
    """A module and all that is in it: to import, to derive from, to annotate with."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{self.__name__}.{name}")

    def __call__(self, *args, **kwargs):
        """Raise NeedsPackage, but where it only decorates."""
        if self.__name__.endswith((".no_grad", ".inference_mode")):
            return Decorator(self.__name__)
        raise NeedsPackage(spoken(self.__name__))

    def __mro_entries__(self, bases):
        package = spoken(self.__name__)
        return (AbsentType("Absent", (), {"package": package}),)

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __getitem__(self, key):
        return self

    def __enter__(self):
        raise NeedsPackage(spoken(self.__name__))

    def __exit__(self, *args):
        """Never reached."""


class Decorator(Absent):
    """What decorates a function: that runs nothing yet."""

    def __call__(self, function):
        """Return the function."""
        return function


class AbsentType(type):
    """The class of classes that derive from what is absent."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{cls.package}.{name}")

    def __call__(cls, *args, **kwargs):
        """Raise NeedsPackage: no object can be made."""
        raise NeedsPackage(cls.package)


class Finder:
    """Finds the packages of `MISSING`, and has them be `Absent`."""

    def find_spec(self, name, path=None, target=None):
        """Return how a module is made that is absent."""
        if name.partition(".")[0] in MISSING:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        """Return what stands for the module."""
        return Absent(spec.name)

    def exec_module(self, module):
        """Run nothing."""


# -- IPython and anywidget, as much of them as the book uses.


class Shown:
    """Text that is shown in a way of its own: Markdown("..."), HTML("...")."""

    mime = "text/plain"

    def __init__(self, data):
        self.data = data

    def _repr_mimebundle_(self, **_):
        kind = type(self).__name__
        return {
            self.mime: self.data,
            "text/plain": f"<IPython.core.display.{kind} object>",
        }


def ipython(runner):
    """Return the modules that stand for IPython, {name: module}."""
    package = types.ModuleType("IPython")
    display = types.ModuleType("IPython.display")
    package.__path__ = []
    package.version_info = (9, 0)  # matplotlib asks
    package.get_ipython = lambda: None
    package.display = display
    display.display, display.clear_output = runner.display, runner.clear_output
    for name, mime in (
        ("HTML", "text/html"),
        ("Latex", "text/latex"),
        ("Markdown", "text/markdown"),
        ("SVG", "image/svg+xml"),
    ):
        setattr(display, name, type(name, (Shown,), {"mime": mime}))
    return {"IPython": package, "IPython.display": display}


def anywidget(runner):
    """Return the module that stands for anywidget: its widgets need traitlets alone."""
    module = types.ModuleType("anywidget")

    def get(name):
        if name != "AnyWidget":
            raise AttributeError(name)
        import traitlets  # only where a widget is made

        class AnyWidget(traitlets.HasTraits):
            """A figure of the book: its state, and the page as its front end."""

            def _repr_mimebundle_(self, **_):
                return {WIDGET: runner.mount(self), "text/plain": self.description}

        module.AnyWidget = AnyWidget
        return AnyWidget

    module.__getattr__ = get
    return {"anywidget": module}


class Stream(io.TextIOBase):
    """What is printed, handed on at once."""

    def __init__(self, emit, name):
        self.emit, self.name = emit, name

    def writable(self):
        """Tell that it can be written to."""
        return True

    def write(self, text):
        """Hand on a text."""
        self.emit({"type": self.name, "text": text})
        return len(text)


class Runner:
    """A namespace in which one cell after the other runs.

    ``send`` hears each output as it is made, a dict with its ``type``: "stdout" and
    "stderr" with ``text``; "display" and "result" with ``data``, by MIME type; "clear";
    "error" with ``name``, ``message``, ``line`` and the traceback as ``text``; "state",
    a figure's traits as Python has changed them, with ``widget`` and ``values``.
    """

    def __init__(self, send=None):
        self.send = send or (lambda output: None)
        self.module = types.ModuleType("__main__")
        self.space = self.module.__dict__
        self.space.update(__builtins__=builtins, display=self.display)
        self.outputs, self.size, self.clearing = [], 0, False
        self.needs = []  # of the cell that runs: what was passed over, and why
        self.lost = {}  # {name: package} of names that were passed over
        self.widgets, self.moving = [], None  # what was shown; what the page moves
        sys.modules.update(ipython(self) | anywidget(self))
        sys.meta_path.insert(0, Finder())

    # -- What a cell shows.

    def emit(self, output):
        """Keep an output and send it; what is printed beyond `LONGEST` is left out."""
        if self.clearing:
            self.clear_output()
        if output["type"] in ("stdout", "stderr"):
            room = LONGEST - self.size
            if room <= 0:
                return
            if len(output["text"]) > room:
                output["text"] = output["text"][:room] + "\n(The rest is cut off.)\n"
            self.size += len(output["text"])
        self.send(dict(output))
        last = self.outputs[-1] if self.outputs else {}
        if "text" in output and last.get("type") == output["type"]:
            last["text"] += output["text"]
        else:
            self.outputs.append(output)

    def display(self, *values):
        """Show values, each in the best way that it knows."""
        for value in values:
            self.emit({"type": "display", "data": self.bundle(value)})

    def clear_output(self, wait=False):
        """Forget what the cell has shown; with ``wait``, when the next output comes."""
        self.clearing = wait
        if not wait:
            self.outputs, self.size = [], 0
            self.send({"type": "clear"})

    def bundle(self, value):
        """Return what shows a value, {MIME type: text}."""
        if isinstance(value, type):
            return {"text/plain": pretty(value)}
        if method := getattr(value, "_repr_mimebundle_", None):
            data = method()
            return data[0] if isinstance(data, tuple) else data
        if type(value).__name__ == "Figure" and hasattr(value, "savefig"):
            return picture(value)
        data = {"text/plain": pretty(value)}
        for mime, name in (
            ("text/html", "_repr_html_"),
            ("image/svg+xml", "_repr_svg_"),
        ):
            if callable(method := getattr(value, name, None)):
                data[mime] = method()
        return data

    def figures(self):
        """Show the figures that the cell has left open, and close them."""
        if plt := sys.modules.get("matplotlib.pyplot"):
            for number in plt.get_fignums():
                self.display(plt.figure(number))
            plt.close("all")

    # -- Figures with two sides: Python's and the page's.

    def mount(self, widget):
        """Return what the page needs to show a widget, and listen to it from now on."""
        if widget not in self.widgets:
            self.widgets.append(widget)
            widget.observe(self.changed)
        number = self.widgets.index(widget)
        return {"id": number, "name": widget.front_end, "state": widget.state()}

    def changed(self, change):
        """Tell the page what Python has set."""
        widget, name = change["owner"], change["name"]
        number = self.widgets.index(widget)
        if self.moving != (number, name) and name in widget.state_names():
            values = {name: change["new"]}
            self.send({"type": "state", "widget": number, "values": values})

    def move(self, number, values):
        """Set what the reader has moved in the page; what does not fit is left out."""
        import traitlets

        widget = self.widgets[number]
        for name, value in values.items():
            self.moving = number, name
            with contextlib.suppress(traitlets.TraitError):
                setattr(widget, name, value)
        self.moving = None

    # -- Running.

    def run(self, source, name):
        """Run a cell; ``name`` is what a traceback calls it: "cell 3".

        Returns a dict: ``status`` is "done", "error", or "partial" where lines were
        passed over; ``outputs`` what the cell has shown; ``needs`` a list of
        ``{line, package}``, and with ``name`` where the package is needed for what a
        cell above would have made; ``moved`` the names of random generators that were
        there before and are in another state now.
        """
        self.outputs, self.size, self.clearing, self.needs = [], 0, False, []
        file, before = f"<{name}>", generators(self.space)
        main, sys.modules["__main__"] = sys.modules["__main__"], self.module
        try:
            out, err = (Stream(self.emit, name) for name in ("stdout", "stderr"))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                self.cell(source, file)
            status = "partial" if self.needs else "done"
        except BaseException as error:
            if plt := sys.modules.get("matplotlib.pyplot"):
                plt.close("all")
            status = "partial" if self.needs else "error"
            if status == "error":  # else it follows from what was passed over
                self.emit(described(error, file))
        finally:
            sys.modules["__main__"] = main
        return {
            "status": status,
            "outputs": self.outputs,
            "needs": self.needs,
            "moved": moved(before, generators(self.space)),
        }

    def cell(self, source, file):
        """Run a cell's statements, and show the last one where it is an expression."""
        source, tree = readable(source, file)
        *others, last = tree.body or [ast.Pass()]
        for node in others:
            self.statement(node, file)
        value = self.statement(last, file)
        if value is not None and not source.rstrip().endswith(";"):
            self.space["_"] = value
            self.emit({"type": "result", "data": self.bundle(value)})
        self.figures()

    def statement(self, node, file):
        """Run a statement; one that needs a missing package is passed over.

        Returns the value of one that is an expression.
        """
        names, changed = stores(node)
        try:
            if isinstance(node, ast.Expr):
                value = eval(compiled(ast.Expression(node.value), file), self.space)
            else:
                value = exec(compiled(ast.Module([node], []), file), self.space)
        except BaseException as error:
            if not (need := self.need_of(error)):
                raise
            self.needs.append({"line": line_of(error, file) or node.lineno, **need})
            modules = {
                n for n in changed if isinstance(self.space.get(n), types.ModuleType)
            }
            for name in names | (changed - modules):
                self.space.pop(name, None)  # it is older than what is meant
                self.lost[name] = need["package"]
            return None
        for name in names:
            self.lost.pop(name, None)
        return value

    def need_of(self, error):
        """Return what an error says of a missing package, None where nothing."""
        if isinstance(error, NameError) and error.name in self.lost:
            return {"package": self.lost[error.name], "name": error.name}
        while error is not None:
            if isinstance(error, NeedsPackage):
                return {"package": error.package}
            error = error.__cause__ or error.__context__
        return None


def readable(source, file):
    """Return a cell's text and tree; raise SyntaxError where Python cannot read it.

    What it cannot read for another reason than its grammar gets words of its own.
    """
    try:
        refuse_characters(source)
        source, tree = parsed(source, file)
        linecache.cache[file] = len(source), None, source.splitlines(True), file
        compile(source, file, "exec")  # what Python refuses, it refuses as a whole
    except Unreadable as error:
        found = error.problem
        raise SyntaxError(found.message, (file, found.line, None, None)) from None
    except (RecursionError, MemoryError):
        raise SyntaxError(TOO_DEEP) from None
    return source, tree


def compiled(tree, file):
    """Return the code of a tree, which Python takes less deep than the text of it."""
    try:
        return compile(
            tree, file, "eval" if isinstance(tree, ast.Expression) else "exec"
        )
    except RecursionError:
        raise SyntaxError(TOO_DEEP) from None


def parsed(source, file):
    """Return a cell's text and tree; lines for IPython are left out, and say so."""
    try:
        return source, ast.parse(source, file)
    except SyntaxError:
        plain = MAGIC.sub(lambda m: m[1] + left_out(m[2]), source)
        if plain == source:
            raise
        return plain, ast.parse(plain, file)


def left_out(line):
    """Return the statement that stands for a line for IPython."""
    return f"print({f'(left out, as this is no notebook: {line})'!r})"


def stores(tree):
    """Return the names that a statement makes, and those of what it may change."""
    names, changed, waiting = set(), set(), [tree]

    def root(node):
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        return node.id if isinstance(node, ast.Name) else None

    while waiting:  # no recursion: an expression may have thousands of terms
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.SetComp):
            continue
        if isinstance(node, ast.DictComp):
            continue
        if isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute | ast.Subscript):
            if isinstance(node.ctx, ast.Store):
                changed.add(root(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if isinstance(node.value.func, ast.Attribute):  # rows.append(...)
                changed.add(root(node.value.func))
        waiting += ast.iter_child_nodes(node)
    return names, changed - {None}


def described(error, file):
    """Return the output that tells of an error, with the lines of cells."""
    shown = traceback.TracebackException.from_exception(error)
    below(shown)
    line = error.lineno if isinstance(error, SyntaxError) else line_of(error, file)
    return {
        "type": "error",
        "name": type(error).__name__,
        "message": str(error),
        "line": line,
        "text": "".join(shown.format()),
    }


def below(shown):
    """Leave of a traceback, and of those that led to it, the lines of cells."""
    if shown is not None:
        frames = [frame for frame in shown.stack if frame.filename.startswith("<cell")]
        shown.stack = traceback.StackSummary.from_list(frames)
        below(shown.__cause__)
        below(shown.__context__)


def line_of(error, file):
    """Return the line of the cell that led to an error, None where none did."""
    steps = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in steps if frame.f_code.co_filename == file]
    return lines[-1] if lines else None


def generators(space):
    """Return the random generators of a namespace: {name: (which one, its state)}."""
    found = {}
    for name, value in space.items():
        if isinstance(value, random.Random):
            found[name] = id(value), value.getstate()
        elif type(value).__name__ == "Generator" and hasattr(value, "bit_generator"):
            found[name] = id(value), repr(value.bit_generator.state)
    return found


def moved(before, after):
    """Return the names of the generators that are the same and have moved on."""
    return [
        name
        for name, (which, state) in before.items()
        if name in after and after[name][0] == which and after[name][1] != state
    ]


def picture(figure):
    """Return a figure as SVG, laid out as the notebooks do it."""
    file = io.StringIO()
    figure.canvas.draw()
    figure.savefig(
        file,
        format="svg",
        bbox_inches="tight",
        facecolor=figure.get_facecolor(),
        edgecolor=figure.get_edgecolor(),
        metadata={"Date": None},  # a run tomorrow gives the same
    )
    size = "x".join(f"{part:g}" for part in figure.bbox.size)
    plain = f"<Figure size {size} with {len(figure.axes)} Axes>"
    return {"image/svg+xml": file.getvalue(), "text/plain": plain}


def pretty(value):
    """Return a value as IPython prints it: a long list or dict, an entry a line."""
    text = repr(value)
    if isinstance(value, dict | list | tuple | set) and len(text) > WIDTH:
        return pprint.pformat(value, width=WIDTH, sort_dicts=False)
    return text


# -- What the page calls: `connect` once, then the others, with JSON and for JSON.


def connect(emit):
    """Begin with an empty namespace; ``emit(name, text)`` hears each output as JSON."""
    global page
    page = Runner(lambda output: emit("output", json.dumps(output)))


def run(text):
    """Run the cell ``{source, name}``; return what `Runner.run` says, outputs aside."""
    result = page.run(**json.loads(text))
    del result["outputs"]  # they are heard already
    return json.dumps(result)


def move(text):
    """Set ``{widget, values}``: what the reader has moved in a figure."""
    moved = json.loads(text)
    page.move(moved["widget"], moved["values"])
