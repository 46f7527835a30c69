"""The theme's script without the one of its parts that the book does better.

When the page has loaded, and after each change of it, that part asks every block of
code for its measures: the whole page is laid out at once (site/scrollers.js watches
their sizes instead).
"""

from pathlib import Path

SCRIPT = "_static/scripts/pydata-sphinx-theme.js"
CALL = '"complete"===document.readyState?I():window.addEventListener("load",I)'


def cut_script(app, error):
    """Cut the script in the built book; one of a newer theme stays as it is."""
    if error or app.builder.format != "html":
        return
    path = Path(app.outdir) / SCRIPT
    if path.exists() and CALL in (text := path.read_text("utf-8")):
        path.write_text(text.replace(CALL, "0"), "utf-8")


def setup(app):
    """Run when the theme's files are there."""
    app.connect("build-finished", cut_script)
