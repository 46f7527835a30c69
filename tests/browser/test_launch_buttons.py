"""The buttons at the top of each chapter lead to this repository's notebooks."""

import pytest
import yaml

from tests import ROOT
from tests.browser.book_server import HTML

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
URL, BRANCH = CONFIG["repository"]["url"], CONFIG["repository"]["branch"]
PATH = URL.removeprefix("https://github.com/")
NOTEBOOKS = sorted(path.name for path in (ROOT / "chapters").glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_chapter_can_be_launched_and_downloaded(name):
    folder = HTML / "chapters"
    html = (folder / name).with_suffix(".html").read_text("utf-8")
    file = f"chapters/{name}"
    lab = f"{CONFIG['launch_buttons']['binderhub_url']}/v2/gh/{PATH}/{BRANCH}?urlpath=lab/tree/{file}"
    colab = (
        f"{CONFIG['launch_buttons']['colab_url']}/github/{PATH}/blob/{BRANCH}/{file}"
    )
    for link in (lab, colab, URL, f"../_sources/{file}"):
        assert f'href="{link}"' in html
    assert f'href="{URL}/issues/new?title=' in html
    assert (HTML / "_sources" / file).read_bytes() == (ROOT / file).read_bytes()
