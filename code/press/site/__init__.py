"""The Sphinx extension of the book: what makes the static page live.

Widgets and exercises are mounted without a kernel, figures take the page's colours,
terms and glossary lead to each other. MathJax, Python and all code are served by the
book itself.
"""

from press.digest import of_modules
from press.site import (
    assets,
    cells,
    chinese,
    citations,
    code,
    counts,
    editions,
    exercises,
    faces,
    figures,
    folds,
    formula_fonts,
    found,
    icons,
    later,
    links,
    numbers,
    openings,
    outputs,
    pictures,
    printed,
    progress,
    punctuation,
    references,
    search,
    states,
    styles,
    terms,
    theme,
    widgets,
)

PARTS = (
    assets,
    widgets,
    exercises,
    cells,  # after the exercises, which are none
    faces,
    progress,  # after both, whose cells it counts
    figures,
    folds,
    numbers,
    openings,
    links,
    outputs,
    printed,
    punctuation,
    references,
    counts,
    terms,
    chinese,
    editions,
    citations,
    code,
    later,
    search,
    found,
    icons,
    theme,
    formula_fonts,
    styles,  # of what all others have written
    pictures,  # of figures in their styles
    states,
)


def setup(app):
    """Register the parts with Sphinx.

    All pages are read again when the extension has changed, or what it takes from the
    package.
    """
    for part in PARTS:
        part.setup(app)
    return {
        "version": "1",
        "env_version": int(of_modules([__name__], [assets.TYPESET, cells.TOLD]), 16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
