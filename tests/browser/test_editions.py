"""The Chinese pages: one step from the English ones, alive, and found by their search."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.book_server import HTML
from tests.browser.built import pages

BLOCK = re.compile(
    r'<(?:h[1-4]|p|li|tr|pre|figure)\b|<section\b[^>]*\bid="([^"]+)"'
    r'|data-(?:widget|exercise)="([\w-]+)"'
)
CHAPTER = "chapters/01_neurons.html"


def blocks(path):
    """What a page's article is made of: its blocks and anchors, in order."""
    html = (HTML / path).read_text("utf-8")
    return [m[0] for m in BLOCK.finditer(html[html.index("<article") :])]


@pytest.mark.parametrize("path", [p for p in pages() if "glossary" not in p])
def test_both_editions_have_the_same_blocks_and_anchors(path):
    assert blocks(path) == blocks(f"zh_CN/{path}")


def test_what_pages_load_is_there_once():
    own = {p.name for p in (HTML / "zh_CN" / "_static").rglob("*") if p.is_file()}
    assert {"documentation_options.js", "edition.json"} <= own
    assert not own & {"nnbook.js", "nnbook.css", "python.json", "tex-chtml.js"}


def test_a_chinese_chapter_lives(open_page):
    page = open_page(f"zh_CN/{CHAPTER}", width=360)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    titles = page.locator("[data-widget] .nn-title").all_inner_texts()
    assert titles and all(re.search("[\u4e00-\u9fff]", title) for title in titles)
    section = page.locator("#exercise-weighted-sum")
    section.scroll_into_view_if_needed()
    section.get_by_role("button", name="运行", exact=True).click()
    expect(section.locator(".nn-result")).to_contain_text(
        re.compile("[\u4e00-\u9fff]"), timeout=60_000
    )


@pytest.mark.parametrize("query", ["梯度消失", "推荐系统", "反向传播"])
def test_chinese_words_are_found_in_their_edition(open_page, query):
    page = open_page(f"zh_CN/search.html?q={query}")
    found = page.locator("#search-results .search a")
    expect(found.first).to_be_visible()
    assert all(
        "/zh_CN/" in a for a in found.evaluate_all("all => all.map((a) => a.href)")
    )


# Still for so many frames, the page has taken its heights: [number of the block that is
# at the top of the window, how far below the top it begins].
STILL = """(id) => new Promise((resolve) => {
  document.getElementById(id)?.scrollIntoView();
  const blocks = () => [...document.querySelectorAll(
    "article :is(h1, h2, h3, h4, p, li, dt, tr, pre, figure, [data-widget], [data-exercise])"
  )].filter((node) => !node.parentElement?.closest("[data-widget], [data-exercise]"));
  const place = () => {
    const { bottom } = document.querySelector(".bd-header-article").getBoundingClientRect();
    const all = blocks(), number = all.findIndex((node) => {
      const box = node.getBoundingClientRect();
      return box.height > 0 && box.bottom > bottom + 1;
    });
    return [number, all[number].getBoundingClientRect().top];
  };
  let before = "", frames = 0;
  const look = () => {
    const now = JSON.stringify(place());
    frames = now === before ? frames + 1 : 0;
    before = now;
    frames < 30 ? requestAnimationFrame(look) : resolve(JSON.parse(now));
  };
  look();
})"""


def press(page):
    """Press the switch where it is: to click it Playwright would scroll first."""
    box = page.locator("a.nn-edition").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_switch_keeps_the_text_at_the_top(open_page):
    """Each section of a chapter, from one edition and the other by turns.

    The last one has no room below it.
    """
    page = open_page(CHAPTER)
    sections = page.locator("article section[id]").evaluate_all(
        "all => all.map((node) => node.id).slice(1, -1)"
    )
    assert len(sections) > 20
    moved = {}
    for section in sections:
        number, below = page.evaluate(STILL, section)
        there = page.url
        press(page)
        page.wait_for_url(lambda url, there=there: url != there)
        at, now = page.evaluate(STILL, "")
        if at != number or abs(now - below) > 2:
            moved[section] = (number, below), (at, now)
    assert not moved
