"""Waiting for what is drawn: a change of state is on the screen a frame later."""


def settle(page, frames=2):
    """Wait until what was done is drawn, or until so many frames have passed."""
    page.evaluate(
        """(frames) => new Promise((done) => {
            const next = () => (frames-- ? requestAnimationFrame(next) : done());
            next();
        })""",
        frames,
    )


# The colours change at once: of the theme's own buttons they take a while.
CHANGE_THEME = """async (name) => {
    document.documentElement.dataset.theme = name;
    await new Promise(requestAnimationFrame);
    for (const change of document.getAnimations())
        if (change instanceof CSSTransition) change.finish();
}"""


def change_theme(page, theme):
    """Show the page in the other theme, all transitions over."""
    page.evaluate(CHANGE_THEME, theme)
    settle(page)
