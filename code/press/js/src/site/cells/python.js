// The Python in which a chapter's cells run: the book's package and what it imports, in an
// interpreter of the page's sandbox.
import { fetchFiles } from "../python/files.js";

/** @import { Page } from "../cells.js" */
/** @import { Python } from "./chapter.js" */

const MODULE = "nnbook.live.runner";

/**
 * Start one. Rejects with a `FileError` where a file does not come, or, with the reason
 * "refused", where the reader does not want what comes from elsewhere.
 * @param {Page} page
 * @param {{progress: (done: number, all: number) => void,
 *   consent: (from: string) => Promise<boolean>, signal: AbortSignal}} options
 * @returns {Promise<Python>}
 */
export async function startPython(page, { progress, consent, signal }) {
  const { base } = window.nnbook;
  await page.permit("packages", { consent, signal });
  const timer = setInterval(() => {
    const { done, all } = page.loaded();
    if (all) progress(done, all);
  }, 1000);
  const hear = { signal, progress() {} };
  let sandbox;
  signal.addEventListener("abort", () => sandbox ?? page.giveUp());
  try {
    const [opened, files, packages] = await Promise.all([
      page.openSandbox(),
      fetchFiles(base, "cells", hear),
      page.fetchPackages("packages", signal),
    ]);
    sandbox = opened;
    // The book's package: texts in one file, and what is no text.
    const { "nnbook.json": json, ...others } = files;
    return sandbox.start({
      module: MODULE,
      files: { ...JSON.parse(new TextDecoder().decode(json)), ...others },
      packages,
    });
  } finally {
    clearInterval(timer);
  }
}
