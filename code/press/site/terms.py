"""Terms and the glossary, linked both ways.

A chapter sets a term in bold where it introduces it, with its Chinese name behind it in
brackets: ``**neuron** (神经元)``. In the page each bold term leads to its entry in the
glossary, and each entry leads back to the place where the book first uses the term.
"""

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from press.site.notes import PageNotes
from press.words import _

# What follows a bold term, up to its Chinese name: "**item vector** v (物品向量)", or
# "**FNN**, feed-forward neural network (前馈神经网络)".
BEHIND = re.compile(r"[^.:;!?()]{0,40}\(([^()]*[\u3400-\u9fff][^()]*)\)")
INSIDE = re.compile(r"^(.*?) \((\w[\w@]*)\)$")  # "hit rate (HR@k)"
# Bold text that is no use of a term: headings, and what is a link already.
LINKS = (nodes.reference, addnodes.pending_xref)
NO_USE = (nodes.title, nodes.caption, nodes.term, *LINKS)


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary: its page, the anchor there, and all of its names."""

    page: str
    anchor: str
    names: tuple[str, ...]

    @property
    def use(self):
        """The anchor of the first use on any page."""
        return self.anchor.replace("term-", "use-", 1)

    @property
    def keys(self):
        """What a bold text may be, to be a use of the term."""
        parts = [INSIDE.match(name) for name in self.names]
        short = [part for match in parts if match for part in match.groups()]
        return {normal(name) for name in (*self.names, *short)}


def normal(text):
    """A term without what changes in a sentence: capitals, a plural, punctuation."""
    text = " ".join(text.split()).strip(".,:;").lower()
    if text.endswith(("ches", "xes")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def bold_texts(doctree):
    """Yield (node, names) for each bold text that may be a term, in order.

    Its Chinese names, where it has any behind it, say what is meant: two terms may have
    the same English one.
    """
    for node in list(doctree.findall(nodes.strong)):
        if not has_ancestor(node, NO_USE):
            behind = BEHIND.match(text_behind(node))
            names = behind[1].split(", ") if behind else [node.astext()]
            yield node, tuple(map(normal, names))


def has_ancestor(node, kinds):
    """Tell whether the node stands inside of one of these kinds."""
    while node := node.parent:
        if isinstance(node, kinds):
            return True
    return False


def text_behind(node):
    """What follows in the same paragraph, up to the next bold text."""
    text = ""
    for other in node.parent.children[node.parent.index(node) + 1 :]:
        if isinstance(other, nodes.strong):
            break
        text += other.astext()
    return text.replace("\n", " ")


def section_of(node):
    """The title of the section that the node stands in; "" above the first one."""
    while node := node.parent:
        # The outermost section is the page, and its title that of the page.
        if isinstance(node, nodes.section) and isinstance(node.parent, nodes.section):
            return node.next_node(nodes.title).astext()
    return ""


@dataclass(frozen=True)
class PageTerms:
    """What a page says of terms: (names, section) of its bold texts, its entries."""

    bold: list[tuple[tuple[str, ...], str]]
    entries: list[Entry]


class TermNotes(PageNotes):
    """The `PageTerms` of each page."""

    name = "nnbook_terms"

    def note_of(self, doctree):
        """Return a page's bold texts, and its entries where it is the glossary."""
        page = doctree.settings.env.docname
        bold = [(names, section_of(node)) for node, names in bold_texts(doctree)]
        entries = [
            Entry(page, terms[0]["ids"][0], tuple(term.astext() for term in terms))
            for item in items(doctree)
            if (terms := [c for c in item.children if isinstance(c, nodes.term)])
        ]
        return PageTerms(bold, entries)

    def get_updated_docs(self, app, env):
        """Have pages written again whose links may have changed.

        The glossary leads to any page, so it always is; all pages are, where the
        glossary has got other entries.
        """
        now = set(entries(env).values())
        before = getattr(env, "nnbook_linked", None)
        env.nnbook_linked = now
        return sorted({entry.page for entry in now} if now == before else self.of(env))


def items(doctree):
    """The entries of the glossaries of a page."""
    for glossary in doctree.findall(addnodes.glossary):
        yield from glossary.findall(nodes.definition_list_item)


def entries(env):
    """The entries of the book by what a bold text may be, {name: Entry}."""
    pages = TermNotes.of(env).values()
    return {key: e for page in pages for e in page.entries for key in e.keys}


def entry_of(names, known):
    """The entry that a bold text with these names is a use of, or None."""
    return next((known[name] for name in names if name in known), None)


def first_uses(env):
    """Where the book first uses each term, {Entry: (page, section)}."""
    known, first, notes = entries(env), {}, TermNotes.of(env)
    order = env.toctree_includes.get(env.config.root_doc, [])
    for page in filter(notes.get, order):
        for names, section in notes[page].bold:
            if entry := entry_of(names, known):
                first.setdefault(entry, (page, section))
    return first


def link(app, doctree, page):
    """Link the terms of a page to the glossary, and the glossary's entries back."""
    known, met = entries(app.env), set()
    for node, names in bold_texts(doctree):
        entry = entry_of(names, known)
        if entry and entry.page != page:
            target = reference(app, page, entry.page, entry.anchor, node.deepcopy())
            target["classes"].append("nn-term")
            if entry not in met:
                target["ids"].append(entry.use)
                met.add(entry)
            node.replace_self(target)
    mine = {entry.anchor: entry for entry in TermNotes.of(app.env)[page].entries}
    first = first_uses(app.env) if mine else {}
    for item in items(doctree):
        entry = mine[item.next_node(nodes.term)["ids"][0]]
        if entry in first:
            item.next_node(nodes.definition).append(back(app, entry, *first[entry]))


def back(app, entry, page, section):
    """The line of an entry that leads to the first use of its term."""
    title = app.env.titles[page].astext()
    where = nodes.Text(f"{title}, {section}" if section else title)
    link = reference(app, entry.page, page, entry.use, where)
    return nodes.paragraph("", _("First used in "), link, classes=["nn-first-use"])


def reference(app, page, target, anchor, child):
    """A link from one page to an anchor of another."""
    return make_refnode(app.builder, page, target, anchor, child)


def setup(app):
    """Register the collector and the links."""
    app.add_env_collector(TermNotes)
    app.connect("doctree-resolved", link)
