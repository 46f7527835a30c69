// The figures' own code: a script for each, beside what most of them share, that comes
// when its figure is near the window; and what is large of their states. The modules are
// then on the window (page.mjs) and run when they are asked for.
import { dataIn } from "./data.js";

const SHARED = "shared";
/** @type {Map<string, Promise<void>>} */
const coming = new Map(); // file -> its script

/** The front end of a figure, or null while its script has not come. */
export const frontEnd = (name) =>
  [SHARED, name].every((file) => file in window.nnbookParts)
    ? window.nnbookNeed(name).default
    : null;

/**
 * Fetch what a figure runs, and give its front end. After a failure the next call tries
 * again.
 * @param {string} name
 */
export async function loadFrontEnd(name) {
  await Promise.all([SHARED, name].map((file) => load(`figures/${file}`)));
  return frontEnd(name);
}

const largeIn = (node) => node.querySelector("script").dataset.large;

/** The state in which a mount starts, or null while a part of it has not come. */
export function stateIn(node) {
  const large = largeIn(node);
  const more = large && window.nnbookStates?.[large];
  return large && !more ? null : { ...dataIn(node), ...more };
}

/** Fetch all that a mount needs to start. */
export async function loadFor(node) {
  const large = largeIn(node);
  await Promise.all([
    loadFrontEnd(node.dataset.widget),
    large && load(`states/${large}`),
  ]);
}

function load(file) {
  let script = coming.get(file);
  if (!script) {
    script = scriptOf(file);
    coming.set(file, script);
    script.catch(() => coming.delete(file));
  }
  return script;
}

function scriptOf(file) {
  const { base, figures } = window.nnbook;
  const script = document.createElement("script");
  // The page asks for the first ones by the same address (press/site/assets.py).
  script.src = `${base}${file}.js${figures ? `?v=${figures}` : ""}`;
  return new Promise((/** @type {(_: void) => void} */ resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${file}.js cannot be loaded`));
    };
    document.head.append(script);
  });
}
