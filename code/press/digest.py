"""A number for what a chapter's output is made of: with another one it runs again.

That is the code of its cells, the modules of the book that these import, directly or
not, and the files that those modules read. All is found by reading, not by running:
neither torch nor the chapter's other packages need to be there. Comments, docstrings
and the lay-out of a module's code do not count, since no cell prints them.
"""

import ast
import functools
import hashlib
import re
from pathlib import Path

import nnbook
import press
from nnbook.grading.exercise import load
from nnbook.language import texts

ROOTS = {package.__name__: Path(package.__file__).parent for package in (nnbook, press)}

# Cells that print the text of code: then all of it counts.
PRINTS_CODE = re.compile(r"\b(inspect|help|__doc__)\b|\?\s*$", re.MULTILINE)
# A line for IPython, which is no Python.
MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


def of_notebook(notebook, roots=ROOTS):
    """Return the number, 16 hexadecimal digits, of a notebook's output.

    An exercise's checks and what they say of mistakes count only where the starter has
    been changed, or is a program to be mended: an exercise that is not started says so
    whatever its checks are.
    """
    cells = code_cells(notebook)
    texts = ["".join(cell["source"]) for cell in cells]
    sources = Sources(roots)
    sources.follow(ast.Module([line for t in texts for line in statements(t)], []))
    parts = [*texts, *sources.parts(as_text=bool(PRINTS_CODE.search("\n".join(texts))))]
    for cell, text in zip(cells, texts, strict=True):
        if "exercise" in cell["metadata"]:
            exercise = load(cell["metadata"]["exercise"])
            parts.append(exercise.title)
            if exercise.kind == "debug" or text != exercise.code_cell:
                parts += [exercise.checks, repr(exercise.mistakes)]
    return of_parts(parts)


def code_cells(notebook):
    """Return the code cells of a notebook."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def of_modules(names, files=()):
    """Return the number of these modules, of what they import, and of other files."""
    sources = Sources(ROOTS)
    for name in names:
        sources.add(name)
    return of_parts([*sources.parts(), *(path.read_bytes() for path in files)])


def of_parts(parts):
    """Return a number for texts and bytes in this order."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d\n" % len(data) + data)
    return total.hexdigest()[:16]


class Sources:
    """The modules below ``roots``, {package: folder}, that some code imports."""

    def __init__(self, roots):
        self.roots = roots
        self.modules = {}  # {name: path} of those that count
        self.words = set()  # all strings in the code

    def path(self, name):
        """The file of the module with this name, None where it is not in the book."""
        top, *rest = name.split(".")
        if top not in self.roots:
            return None
        place = self.roots[top].joinpath(*rest)
        found = (place / "__init__.py", place.with_name(f"{place.name}.py"))
        return next((path for path in found if path.is_file()), None)

    def follow(self, tree, package=""):
        """Add what the code imports; relative imports start at ``package``."""
        pieces = {
            id(piece)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for piece in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.add(alias.name)
            elif isinstance(node, ast.ImportFrom):
                start = origin(node, package)
                for alias in node.names:
                    if self.path(f"{start}.{alias.name}"):
                        used = attributes(tree, alias.asname or alias.name)
                        self.add(f"{start}.{alias.name}", used)
                    else:
                        self.add(start, {alias.name})
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) not in pieces:  # of an f-string: no word by itself
                    self.words.add(node.value)

    def add(self, name, used=None):
        """Add a module of which some names are ``used``, None for all that it has.

        A package that does nothing but pass on names of its modules counts as those
        that the names come from: who takes one figure of `nnbook.plots` does not depend
        on the others.
        """
        path = self.path(name)
        if path is None or name in self.modules:
            return
        tree, parent = parse(path.read_text("utf-8")), name.rpartition(".")[0]
        package = name if path.name == "__init__.py" else parent
        self.add(parent, used=set())
        if used is not None and passes_on(tree):
            for node in tree.body:
                if isinstance(node, ast.ImportFrom):
                    for alias in node.names:
                        if (alias.asname or alias.name) in used:
                            self.add(origin(node, package), {alias.name})
            for word in used:
                self.add(f"{name}.{word}")
            return
        self.modules[name] = path
        self.follow(tree, package)

    def parts(self, as_text=False):
        """Yield each module's name and code, and the files that the modules read."""
        for name, path in sorted(self.modules.items()):
            text = path.read_text("utf-8")
            yield name
            yield text if as_text else shape(text)
            if "__file__" in text:
                for file in sorted(path.parent.iterdir()):
                    named = self.words & {file.name, file.stem}
                    if named and file.is_file() and file.suffix != ".py":
                        yield file.name
                        yield file.read_bytes()
        said = texts("package")  # none in the English edition
        yield from (said[word] for word in sorted(self.words & said.keys()))


def statements(cell):
    """Return the statements of a cell; none where it is no Python."""
    try:
        return ast.parse(MAGIC.sub(r"\1pass", cell)).body
    except SyntaxError:
        return []


def origin(node, package):
    """The module that ``from ... import`` names, seen from a module of ``package``."""
    if not node.level:
        return node.module
    parts = package.split(".")
    start = parts[: len(parts) + 1 - node.level]
    return ".".join([*start, *([node.module] if node.module else [])])


def attributes(tree, name):
    """What is taken of the module called ``name``; None where it is used as a whole."""
    nodes = list(ast.walk(tree))
    uses = [n for n in nodes if isinstance(n, ast.Name) and n.id == name]
    taken = {id(n.value): n.attr for n in nodes if isinstance(n, ast.Attribute)}
    if all(id(use) in taken for use in uses):
        return {taken[id(use)] for use in uses}
    return None


def passes_on(tree):
    """Tell whether a module has nothing but imports, a docstring and ``__all__``."""
    return all(
        is_text(node)
        or (isinstance(node, ast.ImportFrom) and node.names[0].name != "*")
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        for node in tree.body
    )


def is_text(node):
    """Tell whether a statement is a text alone: a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


@functools.cache
def parse(text):
    """The syntax tree of a module's text."""
    return ast.parse(text)


@functools.cache
def shape(text):
    """A module's code as text, the same for every version of Python.

    `ast.dump` changes with Python, in which fields it leaves out.
    """
    return described(parse(text))


def described(node):
    """A node of a syntax tree, or a field of one, as text without docstrings."""
    if isinstance(node, list):
        return f"[{' '.join(described(n) for n in node if not is_text(n))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = (
        f"{name}={described(value)}"
        for name, value in ast.iter_fields(node)
        if value is not None and value != [] and name != "kind"
    )
    return f"{type(node).__name__}({', '.join(fields)})"
