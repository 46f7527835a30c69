"""A picture of each figure as it begins, for readers whose browser runs no script.

Chromium draws them when the book is built, where it and Playwright are there; a build
without them has the figures' sentences alone. A picture stands in a file of its own,
which a page asks for only where no script runs. It is drawn anew only where the state
that the figure starts in has changed, or what draws it.
"""

import hashlib
import io
import json
import re
from pathlib import Path

from sphinx.util import logging

from nnbook.language import words
from press.site.assets import STATIC
from press.site.html import script_words

MOUNT = re.compile(
    r'<div data-widget="(?P<name>(?!question")[\w-]+)" id="[\w-]+" '
    r'data-state="loading">'
    r"<p>(?P<text>(?:(?!</p>).)*)</p>(?P<picture><noscript>.*?</noscript>)?"
    r'(?P<state><script type="application/json">.*?</script>)',
    re.DOTALL,
)
TAG = re.compile(r"<[^>]*>")
HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
FOLDER = "figures"  # below _static
WIDTH = 690  # px of a figure at a desk
SCALE = 1.5  # of its pixels: as sharp as most screens
QUALITY = 80
ROOM = (14, 7)  # px, across and down
# Here the face is waited for.
FACE = """<style>@font-face {{
  font-family: "NN Sans"; font-weight: 400 600; font-display: block;
  src: url("{static}/fonts/sans.woff2");
}}</style>"""
PATIENCE = 60_000  # ms

log = logging.getLogger(__name__)


def key_of(mount, drawn_by):
    """The name of the picture of a mount: another one where it would look otherwise."""
    parts = (drawn_by, mount["name"].encode(), mount["state"].encode())
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:16]


def add_pictures(app, error):
    """Draw what pictures are missing, and put them all into the pages."""
    if error or app.builder.format != "html" or not app.config.nnbook_pictures:
        return
    out = Path(app.outdir)
    pages = {
        path: text
        for path in sorted(out.rglob("*.html"))
        if 'data-state="loading"' in (text := path.read_text("utf-8"))
    }
    drawn_by = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in (".js", ".css"):
            drawn_by.update(path.read_bytes())
    drawn_by.update(json.dumps(words(), sort_keys=True).encode())
    drawn_by = drawn_by.digest()
    mounts = {
        key_of(mount, drawn_by): mount[0]
        for text in pages.values()
        for mount in MOUNT.finditer(text)
    }
    kept = out.parent / "pictures"
    missing = {
        key: html for key, html in mounts.items() if not file(kept, key).exists()
    }
    if missing and not draw(missing, next(iter(pages.items())), kept):
        log.info("no Chromium: where no script runs, figures have no pictures")
    for key in mounts:
        if file(kept, key).exists():
            target = file(out / "_static" / FOLDER, key)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file(kept, key).read_bytes())
    for path, text in pages.items():
        root = "../" * (len(path.relative_to(out).parts) - 1)

        def with_picture(mount, root=root):
            key = key_of(mount, drawn_by)
            shown = image(file(kept, key), f"{root}_static/{FOLDER}", mount["text"])
            return (
                mount[0]
                .replace(mount["picture"] or "", "")
                .replace("</p>", f"</p>{shown}", 1)
            )

        new = MOUNT.sub(with_picture, text)
        if new != text:
            path.write_text(new, "utf-8")


def file(folder, key):
    """Where the picture of this name lies in a folder."""
    return folder / f"{key}.webp"


def image(path, folder, text):
    """Return the HTML that shows a picture where no script runs, if there is one."""
    from PIL import Image

    if not path.exists():
        return ""
    with Image.open(path) as picture:
        width, height = (round(side / SCALE) for side in picture.size)
    said = TAG.sub("", text)
    return (
        f'<noscript><img src="{folder}/{path.name}" alt="{said}" '
        f'width="{width}" height="{height}" loading="lazy"></noscript>'
    )


def draw(mounts, like, kept):
    """Draw ``{key: mount}`` into the folder ``kept``; False where nothing can draw.

    ``like`` is a page (its path, its text) whose head loads what draws them.
    """
    try:
        from PIL import Image
        from playwright.sync_api import Error

        from press.chromium import chromium
    except ImportError:
        return False
    kept.mkdir(exist_ok=True)
    path, text = like
    head = HEAD.search(text)[0]
    static = "../_static" if "../_static" in head else "_static"
    # All of them on one page, which their ids tell apart.
    place = path.with_name("pictures-of-figures.html")
    parts = "".join(
        f'<div id="picture-{key}" style="width: {WIDTH}px">'
        + re.sub(r' id="[\w-]+"', f' id="drawn-{key}"', html, count=1)
        + "</div></div>"
        for key, html in mounts.items()
    )
    place.write_text(
        f'<!doctype html><html lang="en" data-theme="light">{head}'
        f"{script_words(words())}{FACE.format(static=static)}"
        f"<body><main><article class=bd-article>{parts}</article></main></body></html>",
        "utf-8",
    )
    try:
        with chromium() as browser:
            page = browser.new_page(
                viewport={"width": 1280, "height": 1300},
                device_scale_factor=SCALE,
                reduced_motion="reduce",
            )
            page.goto(place.as_uri())
            for key in mounts:
                figure = page.locator(f"#picture-{key}")
                figure.scroll_into_view_if_needed()
                stage = figure.locator("[data-state=ready] div.nn-stage")
                stage.wait_for(timeout=PATIENCE)
                stage.evaluate("""async (node) => {
                    node.scrollIntoView({ block: "center", behavior: "instant" });
                    await document.fonts.ready;
                }""")
                box = stage.bounding_box()
                png = page.screenshot(clip=around(box), timeout=PATIENCE)
                with Image.open(io.BytesIO(png)) as picture:
                    picture.convert("RGB").save(file(kept, key), quality=QUALITY)
    except FileNotFoundError:
        return False
    except Error as error:
        log.warning("figures could not be drawn: %s", error, type="nnbook")
    finally:
        place.unlink()
    return True


def around(box):
    """The box with a little room, in which letters at its edges are whole."""
    x, y, width, height = (box[side] for side in ("x", "y", "width", "height"))
    across, down = ROOM
    return {
        "x": x - across,
        "y": y - down,
        "width": width + 2 * across,
        "height": height + 2 * down,
    }


def setup(app):
    """Run when all pages and what they load are there."""
    app.add_config_value("nnbook_pictures", True, "")
    app.connect("build-finished", add_pictures, priority=900)
