"""A book of one page, built with the extension."""

from types import SimpleNamespace

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace


@pytest.fixture
def build(tmp_path):
    """Build the page and return its HTML and what was warned of.

    A second build finds what the first has left, and without a text builds the same page.
    ``build.last`` has the names of the pages that were read, and Sphinx's environment.
    """

    def run(text=None, name="index.md"):
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        if text is not None:
            (source / name).write_text(text, "utf-8")
        config = {
            "extensions": ["myst_nb", "press.site"],
            "html_theme": "basic",
            "nb_execution_mode": "off",
            "nnbook_pictures": False,
            "suppress_warnings": ["config.cache"],
        }
        read = []
        log = open(tmp_path / "log", "w+", encoding="utf-8")
        with docutils_namespace(), log:
            app = Sphinx(
                source,
                None,
                tmp_path / "out",
                tmp_path / "trees",
                "html",
                config,
                status=None,
                warning=log,
            )
            app.connect("source-read", lambda app, name, source: read.append(name))
            app.build()
            log.seek(0)
            warnings = log.read()
        run.last = SimpleNamespace(read=read, env=app.env)
        return (tmp_path / "out" / "index.html").read_text("utf-8"), warnings

    return run
