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


# Until the colours have changed, which takes the theme's own buttons a while.
CHANGE_THEME = """async (name) => {
    document.documentElement.dataset.theme = name;
    await new Promise(requestAnimationFrame);
    const changes = document.getAnimations().filter((a) => a instanceof CSSTransition);
    await Promise.allSettled(changes.map((change) => change.finished));
}"""


def change_theme(page, theme):
    """Show the page in the other theme, all transitions over."""
    page.evaluate(CHANGE_THEME, theme)
    settle(page)
