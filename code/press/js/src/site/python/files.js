// Python's files: fetched by the page, and handed on only where they are what the build
// has served. press/site/python.py writes python.json, which says what that is.

const LIST = "python.json";

/** Why a file of Python's is not there; `reason` is a key of the page's words. */
export class FileError extends Error {
  /**
   * @param {"unreachable" | "missing" | "damaged" | "refused"} reason
   * @param {string} file
   */
  constructor(reason, file) {
    super(`${file}: ${reason}`);
    this.reason = reason;
    this.file = file;
  }
}

const kept = new Map(); // what has come before a start failed: {path: bytes}

/**
 * Fetch all files of a group of python.json, as bytes by path. `progress(done, all)` hears
 * how many bytes have come. Files that have come are not fetched again after a failure.
 * @param {string} base
 * @param {string} group
 * @param {{signal: AbortSignal, progress: (done: number, all: number) => void}} options
 * @returns {Promise<Record<string, Uint8Array<ArrayBuffer>>>}
 */
export async function fetchFiles(base, group, { signal, progress }) {
  const list = await fetchList(base, signal);
  const wanted = Object.entries(list[group]);
  const all = wanted.reduce((sum, [, { size }]) => sum + size, 0);
  let done = 0;
  const count = (bytes) => progress((done += bytes), all);
  const entries = await Promise.all(
    wanted.map(async ([path, about]) => {
      if (kept.has(path)) count(about.size);
      else kept.set(path, await fetchFile(base, path, about, signal, count));
      return [path, kept.get(path)];
    }),
  );
  for (const [path] of entries) kept.delete(path);
  return Object.fromEntries(entries);
}

/**
 * The texts that Python says in the page's language, as a file of the book's package,
 * {path: text}; none where that is English. Without them it speaks English, too.
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, string>>}
 */
export async function fetchEdition(signal) {
  const { python } = globalThis.nnbookWords ?? {};
  if (!python) return {};
  try {
    const response = await get(document.baseURI, python, { signal });
    return { "nnbook/language/edition.json": await response.text() };
  } catch (error) {
    if (signal.aborted) throw error;
    return {};
  }
}

/** What the build has listed: {group: {path: {size, sha256}}}. */
export async function fetchList(base, signal) {
  const response = await get(base, LIST, { signal, cache: "no-cache" });
  try {
    return await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = error instanceof SyntaxError ? "damaged" : "unreachable";
    throw new FileError(reason, LIST);
  }
}

async function fetchFile(base, path, about, signal, count) {
  // A copy that a browser has kept may be an older or a broken one: then ask once more.
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const bytes = await read(
      await get(base, path, { signal, cache }),
      path,
      signal,
      count,
    );
    if (await isRight(bytes, about)) return bytes;
    count(-bytes.length);
  }
  throw new FileError("damaged", path);
}

async function get(base, path, options) {
  let response;
  try {
    response = await fetch(new URL(path, base), options); // some have a whole address
  } catch (error) {
    throw options.signal.aborted ? error : new FileError("unreachable", path);
  }
  if (!response.ok) throw new FileError("missing", path);
  return response;
}

async function read(response, path, signal, count) {
  const parts = [];
  try {
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      count(value.length);
    }
  } catch (error) {
    throw signal.aborted ? error : new FileError("unreachable", path); // cut off
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Tell whether these bytes are the file that the build has served. */
async function isRight(bytes, { size, sha256 }) {
  if (size !== undefined && bytes.length !== size) return false;
  // Browsers have it on safe origins only. Elsewhere whoever changes a file on its way can
  // change the list, too: there the size tells a cut file. What another server gives, of
  // which only the hash is known, is then not taken.
  if (!globalThis.crypto?.subtle) return size !== undefined;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return (
    [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256
  );
}
