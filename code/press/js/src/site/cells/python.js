// The Python in which a chapter's cells run: the book's package and what it imports, in an
// interpreter of the page's sandbox.
import { FileError, fetchFiles, fetchList } from "../python/files.js";

/** @import { Page } from "../cells.js" */
/** @import { Python } from "./chapter.js" */

const MODULE = "nnbook.live.runner";
let agreed = false; // that files come from elsewhere

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
  const [other] = Object.keys((await fetchList(base, signal)).elsewhere);
  if (other && !agreed) {
    agreed = await consent(new URL(other).host);
    if (!agreed) throw new FileError("refused", other);
  }
  const timer = setInterval(() => {
    const { done, all } = page.loaded();
    if (all) progress(done, all);
  }, 1000);
  const hear = { signal, progress() {} };
  let sandbox;
  signal.addEventListener("abort", () => sandbox ?? page.giveUp());
  try {
    const [opened, files, others] = await Promise.all([
      page.openSandbox(),
      fetchFiles(base, "cells", hear),
      other ? fetchFiles(base, "elsewhere", hear) : {},
    ]);
    sandbox = opened;
    const all = Object.entries({ ...files, ...others });
    const wheels = all.filter(([path]) => path.endsWith(".whl"));
    return sandbox.start({
      module: MODULE,
      files: JSON.parse(new TextDecoder().decode(files["nnbook.json"])),
      packages: wheels.map(([, bytes]) => bytes),
    });
  } finally {
    clearInterval(timer);
  }
}
