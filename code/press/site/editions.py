"""Editions in several languages: the same anchors, words for the scripts, a switch.

A page of an edition has the anchors of the English page, so that a link to a section,
and the switch between editions, lead to the same place in either. They are taken from
the English page, which has been built before: its sections are those of the edition, in
the same order.
"""

import json
import re
from pathlib import Path
from posixpath import join

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from nnbook.language import language, texts, words
from press.digest import of_parts
from press.site.html import script_words

# What the languages of the editions call themselves.
NAMES = {"en": "English", "zh_CN": "中文"}
SHORT = {"en": "EN", "zh_CN": "中文"}  # on a phone
# And how they offer themselves to who reads them, in another edition.
OFFERS = {"en": "Read this page in English", "zh_CN": "这一页有中文版"}
SECTION = re.compile(r'<section\b(?![^>]*class="nn-)[^>]*\bid="([^"]+)"')
CHINESE = re.compile("[\u3400-\u9fff]")
ENGLISH_WORDS = re.compile(r"\b[A-Za-z]{2,}\b")
FEW = 3  # words that may be a name; more of them are English
FIGURE = re.compile(r'data-widget="([\w-]+)"')
SAID = (nodes.paragraph, nodes.title, nodes.caption, nodes.term)
PYTHON = "edition.json"  # what Python says in a page of this edition

log = logging.getLogger(__name__)


class SameAnchors(SphinxTransform):
    """Give each section the anchor of the English one."""

    default_priority = 1  # while a section has one anchor, made of its title

    def apply(self, **kwargs):
        """Go through the sections of a page and those of the English page."""
        page = self.env.docname
        english = Path(self.app.srcdir, self.config.nnbook_kept, "html", f"{page}.html")
        anchors = SECTION.findall(english.read_text("utf-8"))
        sections = list(self.document.findall(nodes.section))
        if len(anchors) != len(sections):
            log.warning(
                "%s sections, and the English page has %s: build that first",
                len(sections),
                len(anchors),
                location=page,
                type="nnbook",
            )
            return
        for section, anchor in zip(sections, anchors, strict=True):
            self.rename(section, anchor)

    def rename(self, section, anchor):
        """Give a section another anchor, wherever the document keeps it."""
        old, document = section["ids"][0], self.document
        section["ids"][0] = anchor
        document.ids.pop(old, None)
        document.ids[anchor] = section
        for name, known in document.nameids.items():
            if known == old:
                document.nameids[name] = anchor
        for name, (line, known, title) in getattr(document, "myst_slugs", {}).items():
            if known == old:
                document.myst_slugs[name] = (line, anchor, title)


class MarkEnglish(SphinxTransform):
    """Mark what is still English on a page in another language."""

    default_priority = 890

    def apply(self, **kwargs):
        """Go through the paragraphs, headings and captions."""
        for node in self.document.findall(lambda n: isinstance(n, SAID)):
            if is_english(node):
                node["classes"] += ["nn-english", "language-en"]


def is_english(node):
    """Tell whether a text has English words, code and links aside, and no Chinese."""
    if CHINESE.search(node.astext()):
        return False
    said = "".join(
        text.astext()
        for text in node.findall(nodes.Text)
        if not isinstance(text.parent, nodes.literal | nodes.math)
    )
    return len(ENGLISH_WORDS.findall(said)) > FEW


def own_name_first(app, doctree, docname):
    """Put the Chinese name of a glossary's entry before the English one."""
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = [c for c in item.children if isinstance(c, nodes.term)]
            others = [c for c in item.children if c not in terms]
            terms.sort(key=lambda term: not CHINESE.search(term.astext()))
            item.children = [*terms, *others]


def add_words(app, pagename, templatename, context, doctree):
    """Give the page's scripts their words: those of the page, and of its figures."""
    names = {"page", "shared", *FIGURE.findall(context.get("body", ""))}
    said = {name: words()[name] for name in sorted(names) if name in words()}
    number = of_parts([python_texts()])[:8]
    said["python"] = context["pathto"](f"_static/{PYTHON}", 1) + f"?v={number}"
    context["metatags"] = context.get("metatags", "") + script_words(said)


def python_texts():
    """Return what Python says in a page: plots, and what grades."""
    said = {"language": language(), "texts": {"package": texts("package")}}
    return json.dumps(said | {"words": {}, "prompts": {}}, ensure_ascii=False)


def write_texts(app, error):
    """Write what Python says."""
    if not error and app.builder.format == "html":
        Path(app.outdir, "_static", PYTHON).write_text(python_texts(), "utf-8")


def add_switch(app, pagename, templatename, context, doctree):
    """Tell the page's template where the same page is in the other editions."""
    here = f"{pagename}{app.builder.out_suffix}"
    up = "../" * pagename.count("/") + ("" if language() == "en" else "../")
    base = app.config.html_baseurl.removesuffix(f"{language()}/")
    editions = [
        {
            "name": name,
            "tag": code.replace("_", "-"),
            "offer": OFFERS[code],
            "short": SHORT[code],
            "url": f"{up}{folder(code)}{here}",
            "address": join(base, folder(code) + here) if base else "",
            "is_here": code == language(),
        }
        for code, name in NAMES.items()
        if code == "en" or (root(app) / "locale" / code).is_dir()
    ]
    context["editions"] = editions if len(editions) > 1 else []
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<link rel="alternate" hreflang="{other["tag"]}" href="{other["address"]}" />'
        for other in context["editions"]
        if other["address"]
    )


def root(app):
    """Return the book's folder, of whichever edition this is."""
    kept = app.config.nnbook_kept
    return Path(app.srcdir, kept).resolve().parent if kept else Path(app.srcdir)


def folder(code):
    """Return where an edition lies below the English one."""
    return "" if code == "en" else f"{code}/"


def setup(app):
    """Register the switch and, in an edition other than the English one, the rest."""
    app.connect("html-page-context", add_switch)
    if language() == "en":
        return
    app.add_transform(SameAnchors)
    app.add_transform(MarkEnglish)
    app.connect("doctree-resolved", own_name_first, priority=900)
    app.connect("html-page-context", add_words)
    app.connect("build-finished", write_texts)
