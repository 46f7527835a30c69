"""One style sheet for all pages, with the rules that one of them can use.

The theme, its parts and Jupyter Book bring eight sheets, 85 KB gzipped, most of it for
what the book does not have; and a browser keeps every rule in mind. A rule of theirs
stays if each class, id, element and attribute that its selector names is in some page,
or in some script of the pages, where any word may become a class. The book's own sheet
stays whole: its figures put names of classes together.
"""

import posixpath
import re
from pathlib import Path

import tinycss2

from press.digest import of_parts

SHEET = "_static/book.css"
OWN = "_static/nnbook.css"
# Sphinx's, which the theme's imports, and the theme's.
THEME = ["_static/basic.css", "_static/styles/pydata-sphinx-theme.css"]
LINK = re.compile(re.escape(SHEET) + r"(?:\?v=\w+)?(?=\")")
WORD = re.compile(r"[\w-]+")
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s=>]+(?:=\"[^\"]*\")?)*)")
ATTRIBUTE = re.compile(r"([\w-]+)(?:=\"([^\"]*)\")?")
ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|#|\w+:)([^\"')]+)\1\s*\)")
# A text, which stays as it is; a sign that needs no room around it; room.
TEXT = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
SPACE = re.compile(rf"({TEXT})|\s*([;{{}}])\s*|\s+")
VALUE = rf"(?:{TEXT}|[^;{{}}\"'])*"
EMPTY = re.compile(rf"({TEXT})|(?:^|(?<=[{{}};]))[^{{}};\"']+\{{\}}")
SETTING = re.compile(r"(?<=[{;])(--[\w-]+):")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# Rules about rules, whose content is rules again.
GROUPS = ("media", "supports", "container", "layer")
# A font that no page may load: icons are drawn in the page (press.site.icons).
ICONS = "vendor/fontawesome"
FREE = {"html", "body", "root"}


def take_over(app, pagename, templatename, context, doctree):
    """Note the style sheets that the pages have by now; they get one for all."""
    if app.config.html_theme != "sphinx_book_theme":
        return  # whose templates ask for the one sheet
    app.nnbook_sheets = [*THEME, *(str(file.filename) for file in context["css_files"])]
    context["css_files"] = []


def write(app, error):
    """Write the one sheet, and its number into all pages."""
    if error or app.builder.format != "html" or not hasattr(app, "nnbook_sheets"):
        return
    folder = Path(app.outdir)
    pages = {page: page.read_text("utf-8") for page in folder.rglob("*.html")}
    scripts = [path.read_text("utf-8") for path in scripts_in(folder / "_static")]
    own = (folder / OWN).read_text("utf-8")
    others = [name for name in dict.fromkeys(app.nnbook_sheets) if name != OWN]
    css = sheet(
        [(name, (folder / name).read_text("utf-8")) for name in others],
        names(pages.values(), scripts),
        "".join([own, *pages.values(), *scripts]),
    )
    css += own
    (folder / SHEET).write_text(css, "utf-8")
    address = f"{SHEET}?v={of_parts([css.encode()])[:8]}"
    for page, html in pages.items():
        if (new := LINK.sub(address, html)) != html:
            page.write_text(new, "utf-8")


def scripts_in(static):
    """Yield the scripts of pages; those of Python and of MathJax change no page."""
    for pattern in ("*.js", "scripts/*.js", "figures/*.js"):
        yield from static.glob(pattern)


def names(pages, scripts):
    """Return what selectors may name: of pages their markup, of scripts every word."""
    found = set(FREE)
    for script in scripts:
        found.update(WORD.findall(script))
    for page in pages:
        for tag, attributes in set(TAG.findall(page)):
            found.add(tag.lower())
            for name, value in ATTRIBUTE.findall(attributes):
                found.add(name)
                if name in ("class", "id"):
                    found.update(value.split())
    return found


def sheet(sheets, known, users):
    """Return the rules of ``sheets`` that name nothing but what is ``known``.

    ``sheets`` are pairs of a path and its text; ``users`` is a text that names the
    variables which are used elsewhere. Addresses become those seen from ``SHEET``.
    """
    css = "".join(
        addressed(
            path,
            "".join(
                rules(
                    tinycss2.parse_stylesheet(
                        text, skip_comments=True, skip_whitespace=True
                    ),
                    known,
                )
            ),
        )
        for path, text in sheets
    )
    return without_unused(css, users)


def rules(nodes, known):
    """Yield the rules that can apply, as text."""
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = ",".join(
                short(selector)
                for selector in parts(node.prelude)
                if applies(selector, known)
            )
            if selectors:
                yield f"{selectors}{{{short(node.content)}}}"
        elif node.type == "at-rule" and node.content is None:
            yield f"@{node.at_keyword} {short(node.prelude)};"
        elif node.type == "at-rule" and node.lower_at_keyword in GROUPS:
            inner = "".join(
                rules(
                    tinycss2.parse_rule_list(
                        node.content, skip_comments=True, skip_whitespace=True
                    ),
                    known,
                )
            )
            if inner:
                yield f"@{node.at_keyword} {short(node.prelude)}{{{inner}}}"
        elif node.type == "at-rule" and ICONS not in tinycss2.serialize(node.content):
            yield f"@{node.at_keyword} {short(node.prelude)}{{{short(node.content)}}}"
        elif node.type == "error":
            raise ValueError(f"a style sheet cannot be read: {node.message}")


def parts(prelude):
    """Split a list of selectors at its commas."""
    found = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def applies(selector, known):
    """Tell whether all that a selector names is known, what is within :is() aside."""
    before = ""
    for token in selector:
        name = ""
        if token.type == "ident" and before != ":":
            name = token.value if before == "." else token.lower_value
        elif token.type == "hash":
            name = token.value
        elif token.type == "[] block":
            name = next(part.value for part in token.content if part.type == "ident")
        if name and name not in known:
            return False
        before = token.value if token.type == "literal" else ""
    return True


def short(tokens):
    """Return CSS without what only its writers read."""
    text = tinycss2.serialize([t for t in tokens if t.type != "comment"]).strip()
    text = SPACE.sub(lambda match: match[1] or match[2] or " ", text)
    return text.removesuffix(";")


def addressed(path, css):
    """Return the rules of the sheet at ``path``, addresses seen from ``SHEET``."""
    folder = posixpath.relpath(posixpath.dirname(path), posixpath.dirname(SHEET))

    def moved(match):
        return f'url("{posixpath.normpath(posixpath.join(folder, match[2]))}")'

    return ADDRESS.sub(moved, css)


def without_unused(css, users):
    """Drop variables that nothing uses, also not another variable that is used."""
    elsewhere = set(re.findall(r"--[\w-]+", users))
    dropped = True
    while dropped:
        used = {*VARIABLE.findall(css), *elsewhere}
        set_ = {*SETTING.findall(css)}
        dropped = set_ - used
        for name in dropped:
            css = re.sub(rf"(?<=[{{;]){name}:{VALUE};?", "", css)
        css = EMPTY.sub(lambda match: match[1] or "", css)
    return css


def setup(app):
    """Run after the parts that drop sheets, and when all pages are as they stay."""
    app.connect("html-page-context", take_over, priority=950)
    app.connect("build-finished", write, priority=800)
