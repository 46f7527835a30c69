// A classic script of the book's that comes once it is needed: the pages stay light, and
// module files cannot be imported from file://.
import { element } from "../lib/widget.js";

/**
 * Load a script that lies beside this one; it leaves `window[name]`. What is loaded once
 * is there for good; after a failure the next call tries again.
 * @param {string} file
 * @param {string} name
 * @param {AbortSignal} [signal] gives up waiting
 */
export function script(file, name, signal) {
  return new Promise((resolve, reject) => {
    if (window[name]) return resolve(window[name]);
    const tag = element("script", { src: `${window.nnbook.base}${file}` });
    const fail = () => {
      tag.remove();
      reject(new Error(`${file} cannot be loaded`));
    };
    tag.onload = () => (window[name] ? resolve(window[name]) : fail());
    tag.onerror = fail;
    signal?.addEventListener("abort", fail);
    document.head.append(tag);
  });
}
