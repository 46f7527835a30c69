"""A chapter in a real JupyterLab with a real kernel, driven as a reader does."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from playwright.sync_api import expect

from nnbook.grading.exercise import load
from tests import ROOT

WAIT = 120_000  # ms: until a kernel has started, until a chapter has run
CHAPTER = "chapters/01_neurons.ipynb"
EXERCISE = "weighted-sum"
MISTAKE = load(EXERCISE).mistake(load(EXERCISE).mistake_names[0])
# What a reader adds below the chapter, to try a figure's traits and the grader.
CELLS = [
    "w = McCullochPitts()\nw",
    'print("weights:", w.weights)',
    "w.weights = [-2.0, 1.5]",
    MISTAKE.source + f'\ncheck("{EXERCISE}")',
    'print("all cells have run")',
]
# All cells are in the page, not only those in view, and Lab asks no question.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false"},
}


@pytest.fixture(scope="module")
def chapter():
    """The cells of the chapter as they are in the repository."""
    return nbformat.read(ROOT / CHAPTER, as_version=4)


@pytest.fixture(scope="module")
def folder(chapter, tmp_path_factory):
    """A reader's copy of the book, with the added cells."""
    folder = tmp_path_factory.mktemp("reader")
    copy = chapter.copy()
    copy.cells = chapter.cells + [nbformat.v4.new_code_cell(code) for code in CELLS]
    (folder / CHAPTER).parent.mkdir()
    nbformat.write(copy, folder / CHAPTER)
    return folder


@pytest.fixture(scope="module")
def lab_url(folder, tmp_path_factory):
    """The address of a JupyterLab that knows none of this machine's settings."""
    home = tmp_path_factory.mktemp("jupyter")
    for name, settings in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(settings))
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"),
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]
    own = {"JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_RUNTIME_DIR": home / "run"}
    env = os.environ | {name: str(path) for name, path in own.items()}
    log = (home / "log").open("w+")
    server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        yield announced(server, home / "log")
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def announced(server, log):
    """The address that the server writes into its log once it listens."""
    while server.poll() is None:
        if match := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text()):
            return match[0]
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def lab(browser, lab_url):
    """The chapter, opened as Binder's link opens it and run from top to bottom."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(f"{lab_url}lab/tree/{CHAPTER}")
    kernel = page.get_by_role("contentinfo").get_by_text("Python 3 (ipykernel) | Idle")
    expect(kernel).to_be_visible(timeout=WAIT)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    expect(output(page, CELLS[-1])).to_have_text("all cells have run\n", timeout=WAIT)
    yield page
    context.close()


def cell(page, code):
    """One of the reader's cells."""
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    return cells.nth(cells.count() - len(CELLS) + CELLS.index(code))


def output(page, code):
    """What one of the reader's cells has printed."""
    return cell(page, code).locator(".jp-OutputArea-output")


def figure(page):
    """The figure that the reader has added."""
    return cell(page, CELLS[0]).locator(".nn-widget")


def run(page, code):
    """Click into one of the reader's cells and run it."""
    cell(page, code).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def test_every_widget_of_the_chapter_appears(lab, chapter):
    makers = r"^(Question|Neuron|McCullochPitts|PerceptronLearning)\("
    makers = [c for c in chapter.cells if re.search(makers, c.source)]
    assert len(makers) > 12
    expect(lab.locator(".jp-CodeCell .nn-widget")).to_have_count(len(makers) + 1)
    expect(lab.get_by_text("Error displaying widget")).to_have_count(0)
    expect(
        lab.locator("[data-mime-type*=stderr], [data-mime-type*=error]")
    ).to_have_count(0)


def test_the_prose_is_words_without_markup_of_the_page(lab):
    text = "\n".join(lab.locator(".jp-MarkdownCell").all_inner_texts())
    assert "[Azevedo et al., 2009]" in text
    assert not re.search(r"\{[a-z:]+\}", text), "a role of MyST is shown as it is typed"


def test_no_two_elements_have_the_same_id(lab):
    """Every figure here is a script of its own; its labels must find its own controls."""
    ids = lab.locator(".nn-widget [id]").evaluate_all("found => found.map((e) => e.id)")
    assert len(ids) > 20
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_a_slider_changes_the_trait(lab):
    figure(lab).get_by_role("slider", name="weight w₁").focus()
    lab.keyboard.press("End")
    run(lab, CELLS[1])
    expect(output(lab, CELLS[1])).to_have_text("weights: [2.0, 1.5]\n")


def test_setting_a_trait_moves_the_figure(lab):
    figure(lab).get_by_role("slider", name="weight w₂").focus()
    lab.keyboard.press("Home")
    reading = figure(lab).locator(".nn-reading")
    expect(reading).to_contain_text("w = (2.00, −2.00)")
    run(lab, CELLS[2])
    expect(reading).to_contain_text("w = (−2.00, 1.50)")


def test_check_gives_the_message_of_the_page(lab):
    """The tests of the page expect this same message of this same mistake."""
    expect(output(lab, CELLS[3])).to_contain_text(MISTAKE.expect[0])
