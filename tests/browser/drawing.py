"""Waiting for what a widget draws: a change of state is on the screen a frame later."""


def settle(page, frames=2):
    """Wait until what was done is drawn, or until so many frames have passed."""
    page.evaluate(
        """(frames) => new Promise((done) => {
            const next = () => (frames-- ? requestAnimationFrame(next) : done());
            next();
        })""",
        frames,
    )
