"""Terms lead to the glossary and the glossary leads back, in every state of a build."""

import re
from html import unescape

import pytest
import yaml
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.site import terms
from tests import ROOT

CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The environment of the book, read but neither run nor written."""
    options = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    config = {
        "extensions": [
            "sphinx_external_toc",
            "myst_nb",
            "sphinxcontrib.bibtex",
            "press.site",
        ],
        "external_toc_path": "_toc.yml",
        "exclude_patterns": options["exclude_patterns"],
        "bibtex_bibfiles": options["bibtex_bibfiles"],
        "myst_enable_extensions": options["parse"]["myst_enable_extensions"],
        "nb_execution_mode": "off",
        "numfig": True,
    }
    folder = tmp_path_factory.mktemp("book")
    with docutils_namespace():
        app = Sphinx(
            ROOT, None, folder / "out", folder / "trees", "dummy", config, status=None
        )
        app.build()
    return app.env


def test_every_term_of_the_glossary_has_a_first_use(book):
    entries = set(terms.entries(book).values())
    assert len(entries) > 160
    missing = entries - terms.first_uses(book).keys()
    assert not missing, "nowhere in bold: " + ", ".join(e.names[0] for e in missing)


def test_every_bold_term_with_a_chinese_name_is_in_the_glossary(book):
    known = terms.entries(book)
    for page, note in terms.TermNotes.of(book).items():
        for names, section in note.bold:
            if any(map(CHINESE.search, names)) and page != "index":
                assert terms.entry_of(names, known), f"{names} in {page}, {section}"


def test_every_entry_has_an_english_and_a_chinese_name(book):
    for entry in terms.entries(book).values():
        assert len(entry.names) >= 2, entry.names
        assert any(map(CHINESE.search, entry.names[1:])) or "Swish" in entry.names[1]


def test_no_two_entries_claim_the_same_bold_text(book):
    entries = set(terms.entries(book).values())
    keys = [key for entry in entries for key in entry.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "text, same",
    [
        ("Neurons", "neuron"),
        ("batches", "batch"),
        ("loss", "loss"),
        ("Output.", "output"),
        ("mini-\nbatch", "mini- batch"),
    ],
)
def test_capitals_plural_and_punctuation_change_no_term(text, same):
    assert terms.normal(text) == same


GLOSSARY = """# Glossary

```{glossary}
bias
偏置
  A number that is added.

bias (of an estimate)
偏差
  How far it is off.

neuron
神经元
  A cell.

hit rate (HR@k)
命中率
  A share.
```
"""
ONE = """# One

A **neuron** (神经元) has a **bias**.

## Adding

Add the **bias** $b$ (偏置). [**Neurons**](two) **nothing** here.
"""
TWO = """# Two

## About **neurons**

The **bias** (偏差) of an estimate. **HR@k**, the **chance** (机会), **Neurons**.
"""
INDEX = "# Index\n\n```{toctree}\none\ntwo\nglossary\n```\n"


@pytest.fixture
def site(tmp_path):
    """Build a small site; again and again, with what has changed."""
    source = tmp_path / "source"
    source.mkdir()

    def build(**pages):
        for name, text in pages.items():
            (source / f"{name}.md").write_text(text, "utf-8")
        config = {
            "extensions": ["myst_nb", "press.site"],
            "html_theme": "basic",
            "myst_enable_extensions": ["dollarmath"],
            "suppress_warnings": ["config.cache"],
            "nitpicky": True,
        }
        folders = source, None, tmp_path / "out", tmp_path / "trees"
        with docutils_namespace(), open(tmp_path / "log", "w", encoding="utf-8") as log:
            Sphinx(*folders, "html", config, status=None, warning=log).build()
        assert (tmp_path / "log").read_text("utf-8") == ""
        names = ("one", "two", "glossary")
        return {n: (tmp_path / "out" / f"{n}.html").read_text("utf-8") for n in names}

    build(index=INDEX, one=ONE, two=TWO, glossary=GLOSSARY)
    return build


def links(html):
    """The links of terms in a page: (id, address, text)."""
    found = re.findall(r'<a class="nn-term[^>]*>.*?</a>', html)
    return [
        (
            (re.search(r'id="([^"]+)"', a) or [None, None])[1],
            re.search(r'href="([^"]+)"', a)[1],
            unescape(re.search(r"<strong>(.*)</strong>", a)[1]),
        )
        for a in found
    ]


def first_uses(html):
    """Where the entries of the glossary lead, in their order: (address, text)."""
    return re.findall(r'First used in <a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', html)


def test_terms_are_linked_and_the_first_one_of_a_page_has_an_anchor(site):
    pages = site()
    assert links(pages["one"]) == [
        ("use-neuron", "glossary.html#term-neuron", "neuron"),
        ("use-bias", "glossary.html#term-bias", "bias"),
        (None, "glossary.html#term-bias", "bias"),
    ]


def test_the_chinese_name_says_which_term_is_meant_and_a_heading_is_left_alone(site):
    assert links(site()["two"]) == [
        ("use-bias-of-an-estimate", "glossary.html#term-bias-of-an-estimate", "bias"),
        ("use-hit-rate-HR-k", "glossary.html#term-hit-rate-HR-k", "HR@k"),
        ("use-neuron", "glossary.html#term-neuron", "Neurons"),
    ]


def test_entries_lead_to_the_first_use_in_the_order_of_the_book(site):
    assert first_uses(site()["glossary"]) == [
        ("one.html#use-bias", "One"),
        ("two.html#use-bias-of-an-estimate", "Two, About neurons"),
        ("one.html#use-neuron", "One"),
        ("two.html#use-hit-rate-HR-k", "Two, About neurons"),
    ]


def test_when_a_first_use_goes_the_glossary_leads_to_the_next(site):
    pages = site(one="# One\n\n## Later\n\nThe **bias** (偏置).\n")
    uses = first_uses(pages["glossary"])
    assert ("one.html#use-bias", "One, Later") in uses
    address, _ = uses[2]
    assert address == "two.html#use-neuron"
    assert 'id="use-neuron"' in pages["two"], "written by an earlier build"


def test_a_new_entry_is_linked_from_pages_that_have_not_changed(site):
    more = GLOSSARY.replace("neuron\n", "chance\n机会\n  Luck.\n\nneuron\n", 1)
    pages = site(glossary=more)
    assert ("use-chance", "glossary.html#term-chance", "chance") in links(pages["two"])
    assert "two.html#use-chance" in dict(first_uses(pages["glossary"]))


def test_an_entry_that_is_gone_is_linked_from_nowhere(site):
    pages = site(glossary=GLOSSARY.replace("neuron\n神经元\n  A cell.\n\n", ""))
    assert "term-neuron" not in "".join(pages.values())
