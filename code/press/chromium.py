"""The system's Chromium, for what prints, draws or tests a built page.

Debian ships it twice: whole, and as chromium-headless-shell, the same engine without
the windows that nobody sees here. A page costs the shell half the time.
"""

import os
import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

# The browser's own errands (updates, sync) would be refused requests in the log.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium(names=("chromium-headless-shell", "chromium")):
    """Yield the browser, the first of the names on the PATH or what CHROMIUM names.

    FileNotFoundError says how to name one where none is found.
    """
    found = filter(None, map(shutil.which, names))
    path = os.environ.get("CHROMIUM") or next(found, None)
    if not path:
        raise FileNotFoundError("no chromium on the PATH; set CHROMIUM to where one is")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
