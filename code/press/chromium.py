"""The system's Chromium, for what prints, draws or tests a built page."""

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
def chromium():
    """Yield the browser; FileNotFoundError says how to name one where none is found."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        raise FileNotFoundError("no chromium on the PATH; set CHROMIUM to where one is")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
