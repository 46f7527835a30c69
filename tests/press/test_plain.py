"""The pieces of the build without Jupyter Book; the build itself is `make plain`."""

import pytest

from press import plain
from tests import ROOT


def test_the_settings_are_those_of_the_book_without_what_only_jupyter_book_needs():
    settings = plain.settings(ROOT)
    assert set(settings["extensions"]) == set(plain.EXTENSIONS)
    assert settings["html_theme"] == "sphinx_book_theme"
    assert settings["numfig"] and "amsmath" in settings["myst_enable_extensions"]
    assert settings["html_theme_options"]["navigation_with_keys"] is False
    for name in [settings["html_favicon"], *settings["bibtex_bibfiles"]]:
        assert (ROOT / name).is_file()
    # What conf.py says is what was meant.
    assert all(eval(repr(value)) == value for value in settings.values())


def write(folder, **pages):
    for name, html in pages.items():
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.html").write_text(html, "utf-8")
    return folder


def test_scripts_markup_and_spaces_are_no_differences(tmp_path):
    menu = '<div class="theme-switch-container"><button>Dark</button></div>'
    one = write(tmp_path / "one", a="<p>one\n  <b>line</b></p><script>1</script>")
    two = write(
        tmp_path / "two", a=f"{menu}<div>one </div><i> line</i><style>2</style>"
    )
    assert list(plain.differences(one, two)) == []


@pytest.mark.parametrize(
    ("pages", "said"),
    [({"a": "<p>this</p>"}, "+this"), ({"b": "<p>that</p>"}, "missing: ")],
)
def test_another_word_and_a_missing_page_are_told(tmp_path, pages, said):
    one = write(tmp_path / "one", a="<p>that</p>")
    two = write(tmp_path / "two", **pages)
    assert any(line.startswith(said) for line in plain.differences(one, two))
