"""The page's own search: Chinese by parts of words, terms of the glossary by name.

Sphinx indexes a run of Chinese as one word: 梯度 (gradient) would not find 梯度消失
(vanishing gradient). Here both the index and what a reader types are cut into pairs of
neighbouring characters, which needs no dictionary; a page is found that has all pairs.
"""

import re

from sphinx.domains.std import StandardDomain
from sphinx.search.en import SearchEnglish

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
# A run of Chinese, or a run of other letters and digits.
RUN = re.compile(rf"[{IDEOGRAPHS}]+|[^\W{IDEOGRAPHS}]+")
# For the search page, which calls functions of these names: the same cuts; and first of
# all results the term of the glossary that is exactly what was typed.
SCRIPT = rf"""
Scorer.score = ([page, title, anchor, description, score]) => {{
  const typed = new URLSearchParams(location.search).get("q").trim().toLowerCase();
  const name = new DOMParser().parseFromString(title, "text/html").body.textContent;
  return description && name.toLowerCase() === typed ? 100 : score;
}};
function splitQuery(query) {{
  const chinese = /[{IDEOGRAPHS}]/;
  const run = /[{IDEOGRAPHS}]+|(?:(?![{IDEOGRAPHS}])[\p{{L}}\p{{N}}_])+/gu;
  return (query.match(run) ?? []).flatMap((run) => {{
    if (!chinese.test(run) || run.length < 3) return [run];
    return Array.from({{ length: run.length - 1 }}, (_, i) => run.slice(i, i + 2));
  }});
}}
"""


def words(text):
    """Return the words of ``text``, a longer run of Chinese as its pairs."""
    return [word for run in RUN.findall(text) for word in pairs(run)]


def pairs(run):
    """Return the pairs of neighbours in a run of Chinese, else the run itself."""
    if len(run) < 3 or not re.match(f"[{IDEOGRAPHS}]", run):
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


class EnglishAndChinese(SearchEnglish):
    """English words by their stems, Chinese by pairs of characters."""

    js_splitter_code = SCRIPT

    def split(self, input):
        """Return the words to index."""
        return words(input)


def drop_entries(app):
    """Leave out the glossary's index entries: its terms are found as such.

    Sphinx 7 keeps these entries only for pages that it has just written, so that a
    search would find other things after a full build than after a quick one.
    """
    app.builder.indexer._index_entries.clear()
    return []


def setup(app):
    """Register the language, and have terms found by name."""
    app.add_search_language(EnglishAndChinese)
    StandardDomain.object_types["term"].attrs["searchprio"] = 1
    app.connect("html-collect-pages", drop_entries)
