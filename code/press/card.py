"""The picture that a shared link shows: ``python -m press.card``, after `make book`.

It is the figure with which the book opens, as the built page draws it, beside the
book's title: press/site/static/card.png, as large as `press.site.found` says.
"""

from press.book import book_folder
from press.chromium import chromium
from press.site.assets import STATIC
from press.site.found import HEIGHT, WIDTH

SCALE = 1.5  # of the page's pixels: letters stay readable where the picture is small
COMPOSE = """() => {
  const card = document.createElement("main");
  card.innerHTML = "<div><h1></h1><p>An interactive textbook</p></div>";
  const title = document.querySelector("h1").firstChild.textContent;
  card.querySelector("h1").textContent = title;
  const plane = document.querySelector(".nn-widget svg");
  const { width, height } = plane.getBoundingClientRect();
  plane.style = `flex:none; height:380px; width:${(380 * width) / height}px`;
  card.append(plane);
  document.body.append(card);
}"""
STYLE = """
body > main {
  position: fixed; inset: 0; z-index: 9999; padding: 0 36px; background: white;
  display: flex; gap: 36px; align-items: center; justify-content: space-between;
}
body > main h1 { font-size: 46px; margin: 0 0 16px }
body > main p { font-size: 22px; margin: 0 }
"""


def main():
    """Draw the picture from the built pages."""
    html = book_folder() / "_build" / "html"
    size = {"width": int(WIDTH / SCALE), "height": int(HEIGHT / SCALE)}
    with chromium() as browser:
        page = browser.new_page(viewport=size, device_scale_factor=SCALE)
        page.goto((html / "index.html").as_uri())
        page.locator(".nn-widget svg").first.wait_for()
        page.add_style_tag(content=STYLE)
        page.evaluate(COMPOSE)
        page.screenshot(path=STATIC / "card.png")


if __name__ == "__main__":
    main()
