"""Figures and equations are numbered by chapter: Fig. 4.3, (4.12).

Sphinx counts them through the whole book, unless all sections have numbers of its own;
ours are in the titles. A chapter on several pages goes on counting: chapter 6 has two.
"""

import re
from collections import Counter

CHAPTER = re.compile(r"chapters/0*(\d+)_")


def by_chapter(fignumbers):
    """Return Sphinx's {page: {kind: {id: (number,)}}} with (chapter, number).

    A page that belongs to no chapter keeps one number, and counts from 1.
    """
    rows = sorted(
        (kind, number, page, anchor)
        for page, kinds in fignumbers.items()
        for kind, numbers in kinds.items()
        for anchor, number in numbers.items()
    )
    counts = Counter()
    numbered = {page: {kind: {} for kind in fignumbers[page]} for page in fignumbers}
    for kind, _, page, anchor in rows:
        chapter = CHAPTER.match(page)
        counts[kind, chapter[1] if chapter else page] += 1
        number = (counts[kind, chapter[1] if chapter else page],)
        numbered[page][kind][anchor] = ((int(chapter[1]),) if chapter else ()) + number
    return numbered


def put_back(app, env):
    """Let Sphinx compare with its own numbers: where they change, it writes a page."""
    env.toc_fignumbers = getattr(env, "nnbook_fignumbers", {})
    return []


def renumber(app, env):
    """Number by chapter what Sphinx has numbered."""
    env.nnbook_fignumbers = env.toc_fignumbers
    env.toc_fignumbers = by_chapter(env.toc_fignumbers)
    return []


def setup(app):
    """Run before and after Sphinx has counted (at 500)."""
    app.connect("env-get-updated", put_back, priority=100)
    app.connect("env-get-updated", renumber, priority=900)
