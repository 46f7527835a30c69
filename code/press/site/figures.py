"""Figures of the notebooks, set into the page so that they follow its theme.

The chapters draw SVG in the colours of ``nnbook.plots.PALETTE``. In the page each of
these colours becomes the variable of the same name: a figure is light in the light
theme and dark in the dark one, and its letters are the page's own.
"""

import re
from html import escape
from pathlib import Path

from docutils import nodes

from nnbook.plots import PALETTE


def themed(svg, alt, prefix):
    """Return ``svg`` for use inside a page.

    Colours become variables, ids get the ``prefix`` that keeps figures of one page
    apart, and ``alt`` names the picture for a screen reader. What a page has already,
    or does not show, goes: the face, ids to which nothing points, the third decimal.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    # Matplotlib's one rule, for "*", would hold for the whole page: inherit it instead.
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    for name, color in PALETTE.items():
        svg = svg.replace(color, f"var(--nn-{name})")
    used = set(re.findall(r"#([\w.-]+)", svg))
    svg = TAG.sub(lambda tag: shorter(tag[0], used), svg)
    svg = re.sub(r">\s+<", "><", svg)
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    svg = re.sub(r'((?:xlink:)?href=")#', rf"\1#{prefix}-", svg)
    svg = svg.replace("url(#", f"url(#{prefix}-")
    attributes = f'role="img" aria-label="{escape(alt)}" stroke-linejoin="round"'
    return svg.replace("<svg", f"<svg {attributes}", 1)


TAG = re.compile(r"<[^>]*>")


def shorter(tag, used):
    """Return a tag without what shows nothing; ``used`` are the ids that are used."""
    tag = re.sub(r' id="([^"]*)"', lambda m: m[0] if m[1] in used else "", tag)
    tag = re.sub(r" font-family: [^;\"]*;?", "", tag)
    tag = re.sub(r' transform="rotate\(-0 [^"]*"', "", tag)
    tag = re.sub(
        r"\d+\.\d{3,}", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), tag
    )
    return re.sub(r"\s+", " ", tag)


def inline_figures(app, doctree, docname):
    """Replace the images that MyST-NB wrote for the notebook's figures."""
    if app.builder.format != "html":
        return
    for number, image in enumerate(list(doctree.findall(nodes.image))):
        path = Path(app.srcdir) / image["uri"]
        if path.suffix != ".svg" or "jupyter_execute" not in path.parts:
            continue
        svg = themed(path.read_text("utf-8"), image.get("alt", ""), f"figure-{number}")
        html = f'<div class="nn-figure">{svg}</div>'
        image.replace_self(nodes.raw("", html, format="html"))


def setup(app):
    """Run after MyST-NB has chosen which output each page shows."""
    app.connect("doctree-resolved", inline_figures, priority=900)
