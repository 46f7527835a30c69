// The sandbox of this page, in which Python runs (python/): one for exercises and cells,
// opened once a reader turns to code.
import { script } from "./script.js";

/** @import { Sandbox } from "./python/sandbox.js" */

/** @type {{sandbox: Promise<Sandbox>, numpy?: Promise<void>, stop: AbortController,
 *   done: number, all: number} | null} */
let opening = null;

const python = (signal) => script("python.js", "nnbookPython", signal);

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
  const sandbox = python(stop.signal).then((made) =>
    made.openSandbox(window.nnbook.base, { signal: stop.signal, progress }),
  );
  const mine = { sandbox, stop, done: 0, all: 0 };
  opening = mine;
  sandbox.catch((error) => {
    if (opening === mine) opening = null;
    if (!stop.signal.aborted) console.warn("Python:", error.message);
  });
  return sandbox;
}

/**
 * Open the sandbox, and bring numpy into it for exercises. `consent(host)` is asked before
 * anything comes from elsewhere; rejects with a `FileError` as `permit` and `openSandbox`.
 * @param {(from: string) => Promise<boolean>} consent
 * @returns {Promise<Sandbox>}
 */
export async function openWithNumpy(consent) {
  const sandbox = openSandbox();
  const mine = /** @type {NonNullable<typeof opening>} */ (opening);
  const { signal } = mine.stop;
  if (!mine.numpy) await permit("numpy", { consent, signal });
  mine.numpy ??= Promise.all([sandbox, fetchPackages("numpy", signal)]).then(
    ([opened, wheels]) => opened.prepare(wheels),
  );
  mine.numpy.catch(() => delete mine.numpy); // the next call tries again
  await mine.numpy;
  return sandbox;
}

/** See to it that packages may be fetched (python/packages.js). */
export async function permit(group, options) {
  const made = await python(options.signal);
  return made.permit(window.nnbook.base, group, options);
}

/** The packages of a group (python/packages.js). */
export async function fetchPackages(group, signal) {
  const made = await python(signal);
  return made.fetchPackages(window.nnbook.base, group, signal);
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
