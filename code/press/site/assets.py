"""What a page loads: only what the book serves itself, and no more than it needs.

MathJax and Python (Pyodide) come from ``code/press/js/node_modules``; npm fetches them
where they are missing. Formulas are typeset when the book is built, so that a page
shows them at once and does not move under its reader; where there is no Node, MathJax
does it in the page. Scripts that Jupyter Book adds for a live kernel are left out.
"""

import functools
import re
import shutil
import subprocess
from pathlib import Path

from sphinx.util import logging

import press
from nnbook.language import language
from press import packages
from press.digest import of_parts
from press.site.python import write_python

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
JS = Path(press.__file__).with_name("js")
MODULES = JS / "node_modules"
TYPESET = JS / "typeset.mjs"
SCRIPT, STYLES = "nnbook.js", "nnbook.css"
FIGURES = STATIC / "figures"
FIRST = re.compile(r'<div data-widget="([\w-]+)"')
OPTIONS = "_static/documentation_options.js"
# Where npm cannot fetch MathJax: one file with all extensions, and no other code.
CDN = "https://cdn.jsdelivr.net/npm/mathjax@3.2.2/es5/tex-chtml-full.js"
CDN_OPTIONS = {
    "integrity": "sha256-kbAFUDxdHwlYv01zraGjvjNZayxKtdoiJ38bDTFJtaQ=",
    "crossorigin": "anonymous",
}

FONTS = "mathjax/output/chtml/fonts/woff-v2"
# Of MathJax: the component, its fonts, and the TeX extensions it loads when used.
MATHJAX = [
    "tex-chtml.js",
    FONTS.removeprefix("mathjax/"),
    "input/tex/extensions",
]
# The theme finds out whether the reader prefers light or dark when its script has come;
# until then a page would be drawn with the rules for neither, and then move.
LIGHT_OR_DARK = """
if (!["light", "dark"].includes(document.documentElement.dataset.theme))
  document.documentElement.dataset.theme =
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
"""
# For a live kernel, which the page does not have.
UNWANTED = ("thebe", "require.js", "require.min.js", "html-manager")
# What comes with Jupyter Book and only serves a page that has one of these in its text.
FOR = {
    "toggle": ('class="toggle', " dropdown"),
    "design-tabs": ("sd-tab",),
    "sphinx-design": ('"sd-', " sd-"),
}

log = logging.getLogger(__name__)


def provide_modules(app, config):
    """See to it that MathJax and Pyodide are there; fall back to the public CDN."""
    if not (MODULES / "mathjax").exists() or not (MODULES / "pyodide").exists():
        log.info("fetching MathJax and Pyodide with npm ...")
        try:
            subprocess.run(
                # On Windows it is npm.cmd, which only its full name starts.
                [shutil.which("npm") or "npm", "ci", "--omit=dev", "--ignore-scripts"],
                cwd=JS,
                check=True,
                capture_output=True,
                timeout=600,
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.warning(
                "npm cannot fetch MathJax and Pyodide (%s): pages will load MathJax "
                "from a public CDN, and exercises are not graded in the page",
                error,
                type="nnbook",
                subtype="assets",
            )
            config.mathjax_path = CDN
            config.mathjax_options = CDN_OPTIONS
            return
    config.mathjax_path = "mathjax/tex-chtml.js"


def find_packages(app, config):
    """Find the packages of the page's Python, which some exercises need to know."""
    app.nnbook_wheels = {}
    if not packages.PYODIDE.exists():
        return
    own = Path(app.outdir).parent
    kept = Path(app.srcdir, config.nnbook_kept) if config.nnbook_kept else own
    app.nnbook_wheels, why = packages.wheels(kept / "packages")
    config.nnbook_numpy = packages.bring_numpy(app.nnbook_wheels)
    if why:
        count = len(packages.locked()) - len(app.nnbook_wheels)
        log.info("pages will fetch %s packages of Python's themselves: %s", count, why)


def add_paths(app, config):
    """Serve the site's own files; they are built, no npm is needed for them."""
    config.templates_path.append(str(TEMPLATES))
    config.html_static_path.append(str(STATIC))


def add_files(app):
    """Add the site's scripts and style sheet to every page."""
    app.add_js_file(None, body=LIGHT_OR_DARK, priority=1)
    app.add_css_file(STYLES)
    options = {"fetchpriority": "high", "data-figures": figures_version()}
    app.add_js_file(SCRIPT, loading_method="async", priority=100, **options)


@functools.cache
def figures_version():
    """Return a number of the figures' scripts, so that no browser keeps old ones."""
    return of_parts([path.read_bytes() for path in sorted(FIGURES.iterdir())])[:8]


def preload_figure(app, pagename, templatename, context, doctree):
    """Have the browser fetch the scripts of the first figure along with the page's."""
    first = FIRST.search(context.get("body", ""))
    links = (
        [
            f'<link rel="preload" as="script" href="{address}?v={figures_version()}" />'
            for name in ("shared", first[1])
            for address in [context["pathto"](f"_static/figures/{name}.js", 1)]
        ]
        if first
        else []
    )
    context["metatags"] = context.get("metatags", "") + "".join(links)


def drop_files(app, pagename, templatename, context, doctree):
    """Drop scripts and style sheets that do nothing in this page.

    The others run when the page has been read, in the same order: they hold up nothing.
    """
    body = context.get("body", "")
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if wanted(file, body)]
    if pagename != "search":  # whose own scripts use them at once
        context["script_files"] = [deferred(file) for file in context["script_files"]]


def deferred(script):
    """Return a script file so that it runs when the page has been read."""
    name = str(getattr(script, "filename", None) or "")
    # Scripts in the page itself use the options; ours comes whenever it can.
    if not name or name.startswith((OPTIONS, "_static/" + SCRIPT)):
        return script
    return type(script)(
        script.filename,
        priority=script.priority,
        **{**script.attributes, "defer": "defer"},
    )


def pages_to_write(app, env):
    """Have all pages written again where script or style sheet are others.

    A page names them with a number of their content, so that no browser keeps old ones.
    """
    files = [(STATIC / name).read_bytes() for name in (SCRIPT, STYLES)]
    now = of_parts([*files, figures_version().encode()])
    before, env.nnbook_assets = getattr(env, "nnbook_assets", now), now
    return [] if now == before else sorted(env.found_docs)


def plain_bibliography(app, pagename, templatename, context, doctree):
    """Drop roles that docutils gives a bibliography and ARIA has since given up."""
    body = context.get("body", "")
    body = body.replace(' role="doc-biblioentry"', "")
    context["body"] = body.replace(
        '<div role="list" class="citation-list">', '<div class="citation-list">'
    )


def wanted(file, body=""):
    """Tell whether a page with this text needs a script or style sheet."""
    attributes = getattr(file, "attributes", {})
    name = str(getattr(file, "filename", None) or "").lower()
    code = attributes.get("body") or ""
    for part, signs in FOR.items():
        if part in name or part in code.lower():
            return any(sign in body for sign in signs)
    return not (
        any(word in name for word in UNWANTED)
        or "THEBE" in code.upper()
        or attributes.get("type") == "application/vnd.jupyter.widget-state+json"
    )


def copy_modules(app, error):
    """Copy MathJax and the page's Python."""
    if error or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static"
    # Sphinx copies static files only when it writes a page.
    copy(STATIC, target)
    if not MODULES.exists():
        return
    if language() != "en":  # the English edition brings what no language changes
        typeset(Path(app.outdir))
        return
    for name in MATHJAX:
        copy(MODULES / "mathjax" / "es5" / name, target / "mathjax" / name)
    write_python(MODULES / "pyodide", target, app.nnbook_wheels)
    typeset(Path(app.outdir))


def typeset(folder):
    """Typeset the formulas of the pages in ``folder`` that were written anew."""
    pages = [
        str(page)
        for page in folder.rglob("*.html")
        if "tex-chtml.js" in page.read_text("utf-8")
    ]
    if not pages or not shutil.which("node"):
        return
    subprocess.run(
        ["node", TYPESET, folder, f"_static/{FONTS}", *pages],
        check=True,
        timeout=300,
        stdout=subprocess.DEVNULL,
    )


def copy(source, target):
    """Copy a file or folder unless the target is already the same."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", add_paths)
    # Where another edition keeps what is kept between builds, seen from the sources.
    app.add_config_value("nnbook_kept", "", "")
    # Pages are read again where the book has come to bring numpy, or no longer does.
    app.add_config_value("nnbook_numpy", False, "env", bool)
    app.connect("config-inited", provide_modules)
    app.connect("config-inited", find_packages)  # after these
    app.connect("builder-inited", add_files)
    app.connect("env-updated", pages_to_write)
    app.connect("html-page-context", drop_files, priority=900)
    app.connect("html-page-context", preload_figure)
    app.connect("html-page-context", plain_bibliography)
    app.connect("build-finished", copy_modules)
