"""The built pages as one document, in the order of the table of contents.

Every id gets its page's name in front, so that pages cannot disturb one another, and
links between pages become links inside the document.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

from nnbook.language import language, words
from press.book import book_folder
from press.pdf import practice
from press.site.html import script_words
from press.words import _

STYLE = Path(__file__).with_name("book.css")
# What the reader has solved is nothing for paper.
LEFT_OUT = {"chapters/progress"}
NUMBERED = re.compile(r"^\d")  # headings that the table of contents shows
# Letters for every machine alike (npm packages): Latin and Greek, and Chinese.
FONTS = [
    "@fontsource/source-sans-3/400.css",
    "@fontsource/source-sans-3/400-italic.css",
    "@fontsource/source-sans-3/700.css",
    "@fontsource/source-sans-3/700-italic.css",
    "@fontsource-variable/noto-sans-sc/index.css",
]
# Attributes that name an id, or several.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "data-page-of")


@dataclass
class Page:
    """One page of the book: its file, its place in the book and its content."""

    file: str
    part: str
    article: Tag
    formulas: str  # the style sheet of its formulas

    @property
    def name(self):
        """What goes in front of its ids: ``04_backpropagation`` gives p04_back..."""
        return "p" + self.file.rsplit("/", 1)[-1]

    @property
    def number(self):
        """The number of the chapter; empty where the page has none."""
        match = re.match(r"0*(\d+)_", self.file.rsplit("/", 1)[-1])
        return match[1] if match else ""

    @property
    def title(self):
        """The text of its first heading."""
        return self.article.h1.get_text()


def compose(folder):
    """Return the HTML of the whole book, from the pages built in ``folder``."""
    config = yaml.safe_load((book_folder() / "_config.yml").read_text("utf-8"))
    online = config["html"]["baseurl"]
    pages = [read(folder, file, part) for file, part in contents()]
    known = {page.file: page for page in pages}
    solutions = []
    for page in pages:
        solutions.append((page, practice.take_solutions(page)))
        practice.caption_widgets(page, online)
        join(page, known, online)
    return DOCUMENT.format(
        title=escape(config["title"]),
        author=escape(config["author"]),
        year=escape(config["copyright"]),
        online=escape(online),
        language=language().replace("_", "-"),
        words=script_words(words()),
        graded=_("The figures move and the exercises are graded at"),
        heading=_("Contents"),
        styles="".join(stylesheets(folder)),
        fonts="\n".join(f'<link rel="stylesheet" href="fonts/{f}">' for f in FONTS),
        formulas="\n".join(dict.fromkeys(page.formulas for page in pages)),
        style=STYLE.read_text("utf-8") + "".join(running_heads(pages)),
        contents=table_of_contents(pages),
        body="\n".join(section(page) for page in pages),
        solutions=practice.appendix(solutions),
    )


def contents():
    """Yield (file, caption of its part) in the order of _toc.yml."""
    toc = yaml.safe_load((book_folder() / "_toc.yml").read_text("utf-8"))
    yield toc["root"], ""
    for part in toc["parts"]:
        for chapter in part["chapters"]:
            if chapter["file"] not in LEFT_OUT:
                yield chapter["file"], part["caption"]


def read(folder, file, part):
    """Read one built page, without what only the screen needs."""
    html = (folder / f"{file}.html").read_text("utf-8")
    soup = BeautifulSoup(html, "html.parser")
    article = soup.find("article")
    for node in article.select(".headerlink, noscript, script:not([type$=json])"):
        node.decompose()
    for node in article.select("details.nn-fold"):
        node.summary.decompose()
        node.unwrap()  # paper shows all code
    for node in article.select("[data-progress]"):
        node.find_parent("section").decompose()
    for formula in article.select("mjx-container"):
        # Written where it stands, for readers who copy the text or hear it.
        del formula["style"], formula.find("mjx-math")["aria-hidden"]
        formula.find("mjx-assistive-mml").decompose()
    formulas = [s.string for s in soup.head.find_all("style") if "mjx" in s.text]
    depth = file.count("/")
    return Page(file, part, article, "".join(formulas).replace("../" * depth, ""))


def stylesheets(folder):
    """Yield the links to the style sheets that the pages share."""
    soup = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    for link in soup.head.select("link[rel=stylesheet]"):
        yield str(link)


def join(page, known, online):
    """Give the page's ids and links the names that they have in the one document."""
    for node in page.article.find_all(True):
        if node.get("id"):
            node["id"] = f"{page.name}-{node['id']}"
        for name in REFERENCES:
            if node.get(name):
                words = node[name] if isinstance(node[name], list) else [node[name]]
                ids = " ".join(words).split()
                node[name] = " ".join(f"{page.name}-{word}" for word in ids)
        for name, value in node.attrs.items():
            if isinstance(value, str) and "url(#" in value:
                node[name] = value.replace("url(#", f"url(#{page.name}-")
        for name in ("href", "xlink:href", "src"):
            if node.get(name):
                node[name] = target(node[name], page, known, online)


def target(href, page, known, online):
    """Return where ``href``, as seen from ``page``, leads in the one document.

    A link that sets a widget's state leads to the page on the web: paper holds still.
    """
    if href.startswith("#") and "?" in href:
        return online + page.file + ".html" + href
    path, _, anchor = urljoin(f"/{page.file}.html", href).partition("#")
    if urlsplit(path).scheme:
        return href
    file = path.removeprefix("/").removesuffix(".html")
    if file not in known:
        return online + path.removeprefix("/") if path.endswith(".html") else path
    return f"#{known[file].name}-{anchor}" if anchor else f"#{known[file].name}"


def running_heads(pages):
    """Yield the rules that print at the head of a page what it belongs to."""
    for name, title in (("contents", _("Contents")), ("solutions", _("Solutions"))):
        yield f'\n@page {name} {{ @top-right {{ content: "{title}"; }} }}'
    yield from map(running_head, pages)


def running_head(page):
    """Return the rule that prints the chapter's title at the head of its pages."""
    title = f"{page.number}  {page.title}".strip().replace('"', "'")
    return (
        f"\n#{page.name} {{ page: {page.name}; }}"
        f'\n@page {page.name} {{ @top-right {{ content: "{title}"; }} }}'
    )


def section(page):
    """Return the page as a part of the document, with its number above its title."""
    if page.number:
        label = BeautifulSoup(
            f'<p class="number">{_("Chapter {n}", n=page.number)}</p>', "html.parser"
        )
        page.article.h1.insert_before(label)
    content = page.article.decode_contents()
    return f'<article class="bd-article" id="{page.name}">{content}</article>'


def table_of_contents(pages):
    """Return the list of parts, chapters and sections; numbers come when printed."""
    rows, part = [], ""
    for page in pages:
        if page.part != part:
            part = page.part
            rows.append(f'<p class="part">{escape(part)}</p>')
        title = f"<b>{page.number}</b> {escape(page.title)}"
        rows.append(row("chapter", page.name, title))
        for heading in page.article.find_all("h2", string=NUMBERED):
            rows.append(
                row("section", heading.parent["id"], escape(heading.get_text()))
            )
    rows.append(f'<p class="part">{_("Appendix")}</p>')
    rows.append(row("chapter", "solutions", f"<b></b> {_('Solutions')}"))
    return "\n".join(rows)


def row(kind, anchor, title):
    """Return one line of the table of contents."""
    return (
        f'<p class="{kind}"><a href="#{anchor}"><span>{title}</span>'
        f'<span data-page-of="{anchor}">000</span></a></p>'
    )


DOCUMENT = """\
<!DOCTYPE html>
<html lang="{language}" data-theme="light" data-mode="light" data-content_root="./">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="author" content="{author}">
{styles}
{fonts}
{words}
<style>{formulas}</style>
<style>{style}</style>
</head>
<body>
<section id="title-page">
<div class="title">{title}</div>
<p>{author}</p>
<p>{year}</p>
<p class="online">{graded}<br>
<a href="{online}">{online}</a></p>
</section>
<nav id="contents"><div class="heading">{heading}</div>{contents}</nav>
{body}
{solutions}
</body>
</html>
"""
