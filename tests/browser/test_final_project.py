"""The steps of the final project on its page: readable there, graded in a notebook."""

from playwright.sync_api import expect

from nnbook.grading.exercise import load, notebook_ids

PAGE = "chapters/final_project.html"


def test_each_step_shows_its_rules_and_folds_up_its_solution(open_page):
    page = open_page(PAGE)
    guides = page.locator(".nn-guide")
    expect(guides).to_have_count(len(notebook_ids()))
    for guide in guides.all():
        expect(guide.locator("li").first).to_be_visible()
        expect(guide.locator(".highlight-python")).to_be_hidden()


def test_a_solution_is_opened_with_the_keyboard(open_page):
    guide = open_page(PAGE).locator("#exercise-project-split")
    guide.locator("summary", has_text="Solution").press("Enter")
    code = guide.locator(".highlight-python")
    expect(code).to_be_visible()
    expect(code).to_contain_text(load("project-split").solution.strip())


def test_with_all_solutions_open_the_page_is_accessible(open_page, axe):
    page = open_page(PAGE, theme="dark")
    page.evaluate(
        "document.querySelectorAll('details').forEach((d) => (d.open = true))"
    )
    assert axe(page) == []


def test_what_is_graded_in_the_page_counts_in_the_progress(open_page):
    page = open_page("chapters/progress.html")
    links = page.locator("[data-progress] a[href*='final_project.html']")
    expect(page.locator("a[href$='#exercise-regret-of-pages']")).to_have_count(1)
    for address in links.evaluate_all("nodes => nodes.map((a) => a.href)"):
        assert "exercise-project-" not in address
