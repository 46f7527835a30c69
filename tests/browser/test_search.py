"""The book's own search finds each term of the glossary, in English and in Chinese."""

import html
import re

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.browser.book_server import HTML

# What the search page computes for each of some queries: [[page, title, anchor], ...].
FIND = """queries => queries.map((query) => {
    history.replaceState(null, "", "?" + new URLSearchParams({ q: query }));
    return Search._performSearch(...Search._parseQuery(query)).reverse()
        .map(([page, title, anchor]) => [page, title, anchor]);
})"""


def terms():
    """The terms of the glossary, both languages: the lines that are not indented."""
    text = (ROOT / "chapters" / "glossary.md").read_text("utf-8")
    listed = re.search(r"```\{glossary\}\n(.*?)```", text, re.S)[1]
    return re.findall(r"^\S.*$", listed, re.M)


@pytest.fixture
def search_page(open_page):
    """The search page, ready: open the book's search page at some address."""

    def open_(**options):
        page = open_page("search.html?q=neuron", **options)
        expect(page.locator(".search-summary")).to_contain_text("Search finished")
        return page

    return open_


def test_every_term_finds_its_entry_in_the_glossary_first(search_page):
    page = search_page()
    names = terms()
    assert len(names) > 200
    for name, results in zip(names, page.evaluate(FIND, names), strict=True):
        assert results, f"nothing found for {name!r}"
        place, title, _ = results[0]
        assert (place, html.unescape(title)) == ("chapters/glossary", name)


def test_part_of_a_chinese_word_finds_the_pages_that_have_it(search_page):
    page = search_page()
    for query in ("梯度", "神经", "激活"):
        (results,) = page.evaluate(FIND, [query])
        pages = {page for page, _, _ in results}
        holding = {
            str(path.relative_to(HTML).with_suffix(""))
            for path in HTML.glob("chapters/*.html")
            if f'">{query}' in path.read_text("utf-8")
        }
        assert len(holding) > 1
        assert holding <= pages, query


@pytest.mark.parametrize("typed", ["vanishing gradient", "梯度消失"])
def test_a_reader_types_a_term_and_follows_the_result(
    open_page, axe_in_both_themes, typed
):
    page = open_page("chapters/bibliography.html")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    result = page.locator("ul.search > li").get_by_role("link", name=typed, exact=True)
    expect(page.locator(".search-summary")).to_contain_text("Search finished")
    assert axe_in_both_themes(page) == []
    result.click()
    term = page.locator("dt", has_text=typed)
    expect(term).to_be_in_viewport()


def test_search_works_from_a_file(search_page):
    page = search_page(url=HTML.as_uri() + "/")
    page.get_by_role("main").get_by_role("searchbox").fill("反向传播")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.get_by_role("link", name="反向传播", exact=True)).to_be_visible()
