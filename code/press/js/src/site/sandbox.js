// The sandbox of this page, in which Python runs (python/): one for exercises and cells,
// opened once a reader turns to code.
import { script } from "./script.js";

/** @import { Sandbox } from "./python/sandbox.js" */

/** @type {{sandbox: Promise<Sandbox>, stop: AbortController, done: number, all: number} | null} */
let opening = null;

/** Tell whether Python can start here: a page that is a file can fetch nothing. */
export const available = () => location.protocol !== "file:";

/**
 * Open the sandbox, unless it is open or about to be. Rejects with a `FileError`
 * (python/files.js) where a file does not come; the next call then tries again.
 * @returns {Promise<Sandbox>}
 */
export function openSandbox() {
  if (opening) return opening.sandbox;
  const stop = new AbortController();
  const progress = (done, all) => Object.assign(mine, { done, all });
  const sandbox = script("python.js", "nnbookPython", stop.signal).then((open) =>
    open(window.nnbook.base, { signal: stop.signal, progress }),
  );
  const mine = { sandbox, stop, done: 0, all: 0 };
  opening = mine;
  sandbox.catch((error) => {
    if (opening === mine) opening = null;
    if (!stop.signal.aborted) console.warn("Python:", error.message);
  });
  return sandbox;
}

/** How much of Python has come, in megabytes. */
export function loaded() {
  const { done = 0, all = 0 } = opening ?? {};
  return { done: Math.round(done / 1e6), all: Math.round(all / 1e6) };
}

/** Give up what does not come: who waits for the sandbox hears that it is aborted. */
export function giveUp() {
  opening?.stop.abort();
  opening = null;
}
