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
TOP = """() => {
    const bottom = document.querySelector(".bd-header-article").getBoundingClientRect().bottom;
    const at = (node) => node.getBoundingClientRect();
    const all = [...document.querySelectorAll("article :is(h2, h3, p, li)")];
    const number = all.findIndex((node) => at(node).height && at(node).bottom > bottom + 1);
    return [number, at(all[number]).top];
}"""
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


def test_the_switch_keeps_the_text_at_the_top(open_page):
    page = open_page(CHAPTER)
    for anchor in page.eval_on_selector_all(
        "article section[id]:not([class*=nn-])", "all => all.slice(2).map((s) => s.id)"
    ):
        page.evaluate(
            "id => document.getElementById(id).scrollIntoView({ behavior: 'instant' })",
            anchor,
        )
        page.wait_for_timeout(100)
        number, top = page.evaluate(TOP)
        before = page.url
        page.locator("a.nn-edition").first.click()
        page.wait_for_url(lambda url, before=before: url.split("#")[0] != before)
        page.wait_for_function("() => scrollY > 0")
        page.wait_for_timeout(500)
        now = page.evaluate(TOP)
        assert now[0] == number and abs(now[1] - top) < 2, (anchor, number, top, now)


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
