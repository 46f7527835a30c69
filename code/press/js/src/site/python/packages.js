// Packages of Python's, for cells and exercises: brought by the book, or else fetched from
// elsewhere, once the reader agrees.
import { FileError, fetchFiles, fetchList } from "./files.js";

const agreed = new Set(); // addresses elsewhere

/**
 * See to it that the packages of a group of python.json may be fetched. Rejects with a
 * `FileError`: with the reason "refused" where `consent(host)` is not given.
 * @param {string} base
 * @param {string} group
 * @param {{consent: (from: string) => Promise<boolean>, signal: AbortSignal}} options
 */
export async function permit(base, group, { consent, signal }) {
  const paths = Object.keys((await fetchList(base, signal))[group]);
  const others = paths.filter((path) => path.includes("://") && !agreed.has(path));
  if (!others.length) return;
  if (!(await consent(new URL(others[0]).host)))
    throw new FileError("refused", others[0]);
  for (const path of others) agreed.add(path);
}

/**
 * The packages of a group, as bytes; rejects with a `FileError` where one does not come.
 * @param {string} base
 * @param {string} group
 * @param {AbortSignal} signal
 */
export async function fetchPackages(base, group, signal) {
  return Object.values(await fetchFiles(base, group, { signal, progress() {} }));
}
