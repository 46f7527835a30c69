"""What search engines and shared links see: description, picture, address, sitemap.

A page is described by the first sentences of its text, or by the field ``description``
of its front matter. Its address is below ``html.baseurl`` of _config.yml; where that is
empty, there is nothing to say. Sphinx itself adds the canonical address.
"""

import re
from html import escape
from pathlib import Path
from posixpath import join

from docutils import nodes

PICTURE = "_static/card.png"  # `make card` draws it
WIDTH, HEIGHT = 1200, 630
PICTURE_SHOWS = "The line that a neuron of the book draws between four points"
LENGTH = 250  # letters: about what is shown below a shared link
SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=[。？！])")


def first_sentences(doctree):
    """Return what fits of the page's first paragraph, up to a formula in TeX."""
    prose = (
        " ".join(paragraph.astext().split())
        for paragraph in doctree.findall(nodes.paragraph)
        if isinstance(paragraph.parent, nodes.section)
    )
    sentences = SENTENCE.split(next(prose, ""))
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + 1 + len(sentence) > LENGTH or "\\" in sentence:
            break
        said += sentence if said[-1] in "。？！" else f" {sentence}"
    return said


def tags(app, page, description, url):
    """Return the elements that say in a page's head what it is."""
    first = page == app.config.root_doc
    title = app.env.titles[page].astext()
    properties = {
        "og:type": "website" if first else "article",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": description,
        "og:url": url,
        "og:image": join(app.config.html_baseurl, PICTURE),
        "og:image:width": WIDTH,
        "og:image:height": HEIGHT,
        "og:image:alt": PICTURE_SHOWS,
    }
    names = {"description": description, "twitter:card": "summary_large_image"}
    return "\n".join(
        f'<meta {kind}="{key}" content="{escape(str(value))}" />'
        for kind, values in (("name", names), ("property", properties))
        for key, value in values.items()
    )


def add_tags(app, pagename, templatename, context, doctree):
    """Describe a page in its head; ask that search page and index be not listed."""
    if not context.get("pageurl"):
        return
    if doctree is None:
        added = '<meta name="robots" content="noindex" />'
    else:
        described = (context.get("meta") or {}).get("description")
        described = described or first_sentences(doctree)
        added = tags(app, pagename, described, context["pageurl"])
    context["metatags"] = f"{context.get('metatags', '')}\n{added}"


def write_sitemap(app, error):
    """List the address of every page in sitemap.xml, for search engines."""
    base = app.config.html_baseurl
    if error or not base or app.builder.name != "html":
        return
    pages = (app.builder.get_target_uri(name) for name in sorted(app.env.found_docs))
    urls = "".join(f"<url><loc>{escape(join(base, p))}</loc></url>\n" for p in pages)
    Path(app.outdir, "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n',
        encoding="utf-8",
    )


def setup(app):
    """Register the events."""
    app.connect("html-page-context", add_tags)
    app.connect("build-finished", write_sitemap)
