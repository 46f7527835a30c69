"""What Python code says to a reader, found and replaced; standard library only.

That is comments, docstrings, and strings that are prose. The text of an f-string is
what stands between its quotes, `{x:.2f} of the gradient`; strings that stand side by
side are one text. Exercises are translated so when they are loaded, chapters when an
edition is built.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

# One of the literals of a string: prefix, quotes, what stands between them.
LITERAL = re.compile(r"([a-zA-Z]{0,2})(\"\"\"|'''|\"|')((?:\\.|(?!\2).)*)\2", re.DOTALL)
# A comment that speaks to a tool.
TOOL = re.compile(r"#\s*(noqa|fmt:|type:|ruff:|pragma|!)")
WORD = re.compile(r"[A-Za-z]*[a-z]{2,}[A-Za-z]*")
TWO_WORDS = re.compile(r"[A-Za-z]{2,}[^\w(]*\s+[^\W\d]|^[^\W\d]+[^\w(]*\s+[A-Za-z]{2,}")
VALUE = "_x"  # stands for an expression in an f-string, to see what the rest is


@dataclass(frozen=True)
class Text:
    """Prose at ``begin:end``: a comment, docstring, string or f-string."""

    begin: int
    end: int
    kind: str
    text: str


def texts(source):
    """Return the `Text`s of some code in their order; none where it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell with %pip
        return []
    place = _places(source)
    found = [*_strings(tree, source, place), *_comments(source, place)]
    return sorted(found, key=lambda text: text.begin)


def rewrite(source, look_up):
    """Return code with each text as ``look_up`` gives it, or as it was for None."""
    for text in reversed(texts(source)):
        new = look_up(text.text)
        if new is not None and new != text.text:
            old = source[text.begin : text.end]
            source = (
                source[: text.begin] + _written(text, new, old) + source[text.end :]
            )
    return source


def pieces(template):
    """Split an f-string's text: [(is an expression in braces, text)]."""
    found, begin, depth = [], 0, 0
    number = 0
    while number < len(template):
        letter = template[number]
        if depth == 0 and template[number : number + 2] in ("{{", "}}"):
            number += 2
            continue
        if letter == "{":
            if depth == 0:
                found.append((False, template[begin:number]))
                begin = number
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                found.append((True, template[begin : number + 1]))
                begin = number + 1
            if depth < 0:
                raise ValueError(f"a }} without a {{: {template}")
        number += 1
    if depth:
        raise ValueError(f"a {{ without a }}: {template}")
    return [part for part in [*found, (False, template[begin:])] if part[1]]


def _places(source):
    """Return a function: the offset of a row and a column in bytes, as `ast` has it."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def place(row, column):
        return starts[row - 1] + len(lines[row - 1].encode()[:column].decode())

    return place


def _comments(source, place):
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not TOOL.match(token.string):
            text = token.string[1:].strip()
            if WORD.search(text) and not _is_python(text, "exec"):
                row, column = token.start
                begin = place(row, len(lines[row - 1][:column].encode()))
                yield Text(begin, begin + len(token.string), "comment", text)


def _strings(tree, source, place):
    docstrings = {id(node) for node in _docstrings(tree)}
    printed = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
        for argument in node.args
    }
    inside = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for child in ast.walk(node)
        if child is not node
    }
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not is_text and not isinstance(node, ast.JoinedStr):
            continue
        begin = place(node.lineno, node.col_offset)
        end = place(node.end_lineno, node.end_col_offset)
        if is_text:
            kind, text = "string", node.value
        else:
            kind, text = "f-string", _template(source[begin:end])
        if id(node) in docstrings:
            kind = "docstring"
        if _is_prose(_words(text) if kind == "f-string" else text, id(node) in printed):
            yield Text(begin, end, kind, text)


def _docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def _words(template):
    return "".join(VALUE if is_code else text for is_code, text in pieces(template))


def _is_prose(text, printed):
    """Tell whether a string is said to a reader: words that are no Python.

    One word alone may be a name that the code uses, unless it is printed.
    """
    if not WORD.search(text.replace(VALUE, "")):
        return False
    return printed or (bool(TWO_WORDS.search(text)) and not _is_python(text, "eval"))


def _is_python(text, mode):
    try:
        compile(text.strip(), "", mode, dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _template(code):
    """Return an f-string's text: its literals joined, their escapes resolved."""
    text = ""
    for prefix, quotes, body in LITERAL.findall(code):
        if "f" in prefix.lower():
            raw = "r" in prefix.lower()
            for is_code, part in pieces(body):
                text += part if is_code or raw else _resolved(part, quotes)
        else:
            value = ast.literal_eval(f"{prefix}{quotes}{body}{quotes}")
            text += value.replace("{", "{{").replace("}", "}}")
    return text


def _resolved(body, quotes):
    return ast.literal_eval(f"{quotes}{body}{quotes}")


def _written(text, new, old):
    """Return the code of a translated text."""
    if text.kind == "comment":
        return f"# {new}"
    if text.kind == "docstring" and old.startswith('"""'):
        return f'"""{new}"""'
    if text.kind != "f-string":
        return _quoted(new, '"')
    codes = "".join(part for is_code, part in pieces(new) if is_code)
    quote = "'" if '"' in codes else '"'
    body = "".join(
        part if is_code else _quoted(part, quote)[1:-1] for is_code, part in pieces(new)
    )
    return f"f{quote}{body}{quote}"


def _quoted(text, quote):
    escapes = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", quote: f"\\{quote}"}
    return quote + "".join(escapes.get(letter, letter) for letter in text) + quote
