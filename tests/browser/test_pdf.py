"""The book as a PDF: built, and read back."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
import yaml
from pypdf import PdfReader

from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from press.pdf import pages, practice, printing
from tests import ROOT
from tests.browser.book_server import HTML

pytestmark = pytest.mark.xdist_group("pdf")  # one process builds it, once

# Pixels a point when a page is drawn, and the least that a picture of a widget has of
# colours: an empty frame has a few greys.
SCALE, COLORS = 1, 40


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """The file with the whole book."""
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    in_thread(printing.print_book, HTML, pages.compose(HTML), path)
    return path


def in_thread(function, *arguments):
    """Call it where no other Playwright runs: the other tests' one has this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


@pytest.fixture(scope="module")
def reader(pdf):
    return PdfReader(pdf)


@pytest.fixture(scope="module")
def drawn(pdf):
    document = pypdfium2.PdfDocument(pdf)
    yield document
    document.close()


@pytest.fixture(scope="module")
def texts(drawn):
    """The text of each page, on one line, with typewriter quotes."""
    found = [page.get_textpage().get_text_range() for page in drawn]
    return [plain(text) for text in found]


def plain(text):
    for curly, straight in zip("‘’“”", "''\"\"", strict=True):
        text = text.replace(curly, straight)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def built():
    """The built pages that are printed: {file: soup of the article}."""
    return {
        file: pages.read(HTML, file, part).article for file, part in pages.contents()
    }


def outline(reader, entries=None, level=0):
    """Yield (level, title, page number) of the bookmarks."""
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from outline(reader, entry, level + 1)
        else:
            yield level, entry.title, reader.get_destination_page_number(entry) + 1


def web_links(reader):
    """Yield (page index, address, rectangle) of the links that leave the book."""
    for number, page in enumerate(reader.pages):
        for link in page.get("/Annots", []):
            action = link.get_object().get("/A", {})
            if "/URI" in action:
                yield number, action["/URI"], link.get_object()["/Rect"]


def test_a_book_of_plausible_size(pdf, reader):
    assert 200 < len(reader.pages) < 450
    assert pdf.stat().st_size < 30e6


def test_title_author_and_language_are_told(reader):
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert reader.metadata.title == config["title"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_bookmarks_are_the_chapters_in_order(reader, texts, built):
    marks = [(title, page) for level, title, page in outline(reader) if level == 0]
    assert [title for title, _ in marks] == [
        *(article.h1.get_text() for article in built.values()),
        "Solutions",
    ]
    for title, page in marks:
        assert plain(title) in texts[page - 1]
    starts = [page for _, page in marks]
    assert starts == sorted(set(starts))  # each chapter on a page of its own


def test_the_contents_name_the_right_pages(reader, texts):
    """Each line of the table of contents ends in the page where the bookmark leads."""
    contents = " ".join(texts[:4]).replace(" ", "")
    for _, title, page in outline(reader):
        if re.match(r"\d\.\d ", title):
            assert f"{plain(title)}{page}".replace(" ", "") in contents


def test_pages_are_numbered_and_named(texts):
    for number, text in enumerate(texts[1:], start=2):
        assert re.search(rf"\b{number}\b", text)
    assert sum("4 Backpropagation" in text for text in texts) > 20


def test_nothing_of_the_screen_is_left(texts):
    book = " ".join(texts)
    for word in (
        "Copy link",
        "Start again",
        "Skip to main",
        "page 000",
        "Play Step",
    ):
        assert word not in book


def test_no_page_is_nearly_empty(drawn):
    """At most a few pages end early: after a chapter, or before a tall figure."""
    short = 0
    for page in list(drawn)[1:]:
        gray = page.render(scale=0.3).to_numpy().min(axis=2)
        inked = (gray[: int(len(gray) * 0.93)] < 200).any(axis=1).nonzero()[0]
        short += inked.max() < 0.3 * len(gray)
    assert short <= 0.06 * len(drawn)


def test_every_font_is_in_the_file(reader):
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            if font["/Subtype"] == "/Type3":
                continue  # its glyphs are drawings in the file
            [inner] = font["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
            assert files, font["/BaseFont"]


def test_formulas_and_chinese_terms_can_be_read(texts):
    book = " ".join(texts)
    assert "神经元" in book and "推荐" in book
    [bound] = re.findall("makes at most (.*?) mistakes in all its life", book)
    assert set("M≤Rγ2") <= set(bound)


def test_each_widget_is_there_as_a_picture(reader, drawn, built):
    """Above the line that says where it can be moved there is something colourful."""
    wanted = [
        f"{file}.html#{node['id']}"
        for file, article in built.items()
        for node in article.select("[data-widget]:not([data-widget=question])")
    ]
    assert len(wanted) >= 26
    seen = []
    for number, address, rectangle in web_links(reader):
        if not address.endswith(tuple(wanted)):
            continue
        image = drawn[number].render(scale=SCALE).to_pil()
        bottom = int(image.height - float(rectangle[3]) * SCALE)
        box = image.crop((40, max(0, bottom - 150), image.width - 40, bottom))
        assert len(box.getcolors(maxcolors=100_000)) > COLORS, address
        seen.append(next(name for name in wanted if address.endswith(name)))
    assert seen == wanted


def test_each_exercise_is_asked_and_solved_at_the_end(reader, texts, built):
    [start] = [page for _, title, page in outline(reader) if title == "Solutions"]
    asked, solved = " ".join(texts[: start - 1]), " ".join(texts[start - 1 :])
    nodes = [n for article in built.values() for n in article.select(".nn-exercise")]
    assert len(nodes) >= 60
    for node in nodes:
        exercise = load(node["data-exercise"])
        assert plain(exercise.heading) in asked
        twin = json.loads(node.find("script", type="application/json").string).get(
            "twin"
        )
        if twin and not twin["hasNumpy"]:
            exercise = exercise.plain
        for line in exercise.starter.splitlines():
            assert plain(line) in asked, exercise.id
        for line in exercise.solution.splitlines():
            assert plain(line) in solved, exercise.id


def test_each_question_is_asked_and_answered_at_the_end(reader, texts, built):
    [start] = [page for _, title, page in outline(reader) if title == "Solutions"]
    asked, solved = " ".join(texts[: start - 1]), " ".join(texts[start - 1 :])
    nodes = [
        node
        for article in built.values()
        for node in article.select("[data-widget=question]")
    ]
    assert len(nodes) >= 80
    for node in nodes:
        heading = load_question(json.loads(node.script.string)["question_id"]).heading
        assert plain(heading) in asked
        assert plain(heading) in solved


def test_links_between_chapters_stay_in_the_file(reader):
    for _, address, _ in web_links(reader):
        assert address.startswith("http") and "book.invalid" not in address
    internal = [
        link.get_object()["/Dest"]
        for page in reader.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link.get_object()
    ]
    assert len(internal) > 500
    assert set(internal) <= set(reader.named_destinations)


def test_a_missing_file_is_named(tmp_path):
    html = pages.compose(HTML).replace("_static/book", "_static/no-such", 1)

    def open_it():
        with printing.open_book(HTML, html):
            pass

    with pytest.raises(RuntimeError, match=r"no files \['/_static/no-such"):
        in_thread(open_it)


@pytest.mark.parametrize(
    ("href", "where"),
    [
        ("#summary", "#p04_backpropagation-summary"),
        ("05_gradients.html", "#p05_gradients"),
        ("05_gradients.html#race", "#p05_gradients-race"),
        ("../index.html", "#pindex"),
        ("progress.html", "https://a.github.io/b/chapters/progress.html"),
        (
            "#race?x=1",
            "https://a.github.io/b/chapters/04_backpropagation.html#race?x=1",
        ),
        ("https://pytorch.org/a#b", "https://pytorch.org/a#b"),
        ("../_images/a.png", "/_images/a.png"),
    ],
)
def test_where_links_lead(href, where):
    files = ["index", "chapters/04_backpropagation", "chapters/05_gradients"]
    known = {file: pages.Page(file, "", None, "") for file in files}
    online = "https://a.github.io/b/"
    assert pages.target(href, known[files[1]], known, online) == where


def test_a_task_for_the_notebook_leaves_its_solution_to_the_appendix():
    html = """<article><h1>T</h1><p><strong>Exercise: A model</strong></p>
        <div class="nn-guide"><p>The checks want:</p>
        <details><summary>Hint 1</summary><p>Try.</p></details>
        <details><summary>Solution</summary><pre>x = 1</pre></details></div></article>"""
    article = practice.parsed(html).article
    rows = practice.take_solutions(pages.Page("chapters/08_t", "", article, ""))
    assert rows == [("task-1", "A model", "<pre>x = 1</pre>")]
    assert not article.select("details") and "The checks want" in article.text
    assert article.select_one(".nn-guide .see a")["href"] == "#solution-task-1"


def test_order_is_shuffled_and_lettered():
    items = [{"text": text} for text in ("first", "second", "third")]
    data = {"question_id": "q", "details": {"items": items, "feedback": "Yes."}}
    html, letters, feedback = practice.order(data)
    shown = re.findall("<li>(.*?)</li>", html)
    assert shown != ["first", "second", "third"]
    picked = [shown["ABC".index(letter)] for letter in letters.split(", ")]
    assert picked == ["first", "second", "third"]
    assert feedback == "Yes."
