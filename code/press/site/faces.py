"""The faces of the pages, served by the book itself and fetched first.

`press.faces` has cut them. Where a page is read from a disk, nothing is fetched first:
a browser refuses, and says so as an error.
"""

from pathlib import Path

FACES = ("serif", "serif-italic", "sans", "code")
FONTS = Path(__file__).parent / "static" / "fonts"
PRELOAD = """
<script>
if (location.protocol != "file:")
  for (const href of {addresses})
    document.head.append(Object.assign(document.createElement("link"),
      {{ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }}));
</script>"""


def preload(app, pagename, templatename, context, doctree):
    """Have the browser fetch the faces before it has read the style sheets.

    What it does not have by the first view is not shown on this page: faces.css.
    """
    addresses = [context["pathto"](f"_static/fonts/{name}.woff2", 1) for name in FACES]
    context["metatags"] = context.get("metatags", "") + PRELOAD.format(
        addresses=addresses
    )


def setup(app):
    """Run on each page before it is written."""
    app.connect("html-page-context", preload)
