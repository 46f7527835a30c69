"""The picture that a shared link shows: ``make card``.

It is the figure with which the book opens, as the built page draws it, beside the
book's title: press/site/static/card.png, as large as `press.site.found` says.
"""

import io
from base64 import b64encode
from html import escape

from PIL import Image

from press.book import book_folder
from press.chromium import chromium
from press.site.assets import STATIC
from press.site.found import HEIGHT, WIDTH

SCALE = 1.5  # of the card's pixels: its letters are as those of a page, and larger
READ = "#draw-a-digit?example=3&unit=3"
CARD = """
<style>
  body { margin: 0; height: 100vh; padding: 0 24px 0 30px; box-sizing: border-box;
    display: flex; gap: 20px; align-items: center; justify-content: space-between;
    font-family: sans-serif; color: #1d2733 }
  h1 { font-size: 34px; line-height: 1.2; margin: 0 0 16px }
  p { font-size: 22px; margin: 0 }
  img { flex: none; height: 275px }
</style>
"""


def main():
    """Draw the picture from the built pages."""
    index = book_folder() / "_build" / "html" / "index.html"
    with chromium() as browser:
        page = browser.new_page(device_scale_factor=3, color_scheme="light")
        page.goto(index.as_uri() + READ)
        picture = page.locator(".nn-widget .nn-field").first.screenshot()
        picture = b64encode(picture).decode()
        named = page.locator("meta[property='og:site_name']")
        title = escape(named.get_attribute("content"))

        size = {"width": int(WIDTH / SCALE), "height": int(HEIGHT / SCALE)}
        card = browser.new_page(viewport=size, device_scale_factor=SCALE)
        card.set_content(
            f"{CARD}<div><h1>{title}</h1><p>An interactive textbook</p></div>"
            f'<img src="data:image/png;base64,{picture}">'
        )
        drawn = Image.open(io.BytesIO(card.screenshot()))
        # A few colours are enough for it, and weigh a third.
        drawn.convert("RGB").quantize(256).save(STATIC / "card.png", optimize=True)


if __name__ == "__main__":
    main()
