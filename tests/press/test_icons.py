"""The theme's icons are drawn in the page when the book is built."""

import pytest

from press.site.icons import drawn


def test_an_icon_is_drawn_and_keeps_what_the_theme_knows_it_by():
    html = drawn(
        '<b><i class="theme-switch fa-solid fa-sun   fa-lg" data-mode="light" title="Light"></i></b>'
    )
    assert html.startswith(
        '<b><svg class="nn-icon theme-switch fa-solid fa-sun fa-lg" data-mode="light"'
        ' aria-hidden="true" viewBox="0 0 512 512"><path fill="currentColor" d="M'
    )
    assert html.endswith('"/></svg></b>')


def test_a_span_is_an_icon_too():
    assert drawn('<span class="fa-solid fa-bars"></span>').startswith("<svg")
    assert drawn('<span class="fa-solid fa-bars">x</span>').startswith("<span")


def test_packs_are_told_apart():
    shapes = [drawn(f'<i class="{pack} fa-lightbulb"></i>') for pack in ("fas", "far")]
    assert len({shape.partition("viewBox")[2] for shape in shapes}) == 2
    assert 'viewBox="0 0 496 512"' in drawn('<i class="fab fa-github"></i>')


def test_an_icon_that_the_theme_lacks_is_named():
    with pytest.raises(KeyError, match="no solid icon neuron-1943"):
        drawn('<i class="fa-solid fa-neuron-1943"></i>')


def test_a_logo_in_a_menu_is_fetched_when_it_is_seen():
    menu = '<span class="btn__icon-container">\n<img{} alt="Colab logo" src="x.png">'
    assert drawn(menu.format("")) == menu.format(' loading="lazy"')
    assert drawn(menu.format(' loading="lazy"')) == menu.format(' loading="lazy"')
