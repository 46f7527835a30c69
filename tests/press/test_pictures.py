"""Which figures of a page are drawn as pictures."""

from press.site.pictures import MOUNT

FIGURE = (
    '<div data-widget="{0}" id="{0}" data-state="loading"><p>A <em>figure</em>.</p>'
    '<script {1}type="application/json">{{}}</script></div><h2>Next</h2>'
)


def test_a_mount_ends_before_the_next_one():
    """The first has had its picture: its large values are in a file since (states.py)."""
    page = FIGURE.format("map", 'data-large="abc" ') + FIGURE.format("race", "")
    (mount,) = MOUNT.finditer(page)
    assert mount["name"] == "race" and mount["text"] == "A <em>figure</em>."
