// As much of a browser as the reader's work needs: one storage, and tabs that share it,
// each with modules of its own, which hear of what the others write.
import { createRequire } from "node:module";
import { join } from "node:path";

const js = join(import.meta.dirname, "../../code/press/js");
const { build } = createRequire(join(js, "package.json"))("esbuild");

const bundle = build({
  stdin: {
    contents: `export * from "./src/lib/storage.js"; export * from "./src/lib/work.js";`,
    resolveDir: js,
  },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "modules",
  // What a tab has of its own.
  define: { localStorage: "tab.localStorage", globalThis: "tab" },
}).then(
  ({ outputFiles }) =>
    new Function("tab", `${outputFiles[0].text}; return modules;`),
);

/**
 * A browser whose storage holds `items`: {items, room, refuses, open()}. With `room`
 * set, so many characters fit; with `refuses`, the storage cannot even be asked.
 */
export function smallBrowser(items = {}) {
  const tabs = [];
  const browser = { items: { ...items }, room: Infinity, refuses: false, open };
  const size = () => Object.values(browser.items).join("").length;

  function change(tab, key, value) {
    if (value === undefined) delete browser.items[key];
    else browser.items[key] = value;
    for (const other of tabs)
      if (other !== tab && other.isOpen) other.waiting.push({ key });
    // What a browser does a moment later.
    if (!browser.isHeld) browser.deliver();
  }

  browser.deliver = () => {
    for (const tab of tabs)
      for (const event of tab.waiting.splice(0)) tab.listeners.storage?.(event);
  };

  async function open() {
    const tab = { isOpen: true, listeners: {}, waiting: [] };
    tabs.push(tab);
    const hidden = (value) => ({ value, enumerable: false });
    const storage = {
      getItem: hidden((key) => browser.items[key] ?? null),
      setItem: hidden((key, value) => {
        if (
          size() - (browser.items[key] ?? "").length + value.length >
          browser.room
        )
          throw new DOMException("full", "QuotaExceededError");
        change(tab, key, value);
      }),
      removeItem: hidden((key) => change(tab, key)),
    };
    const own = {
      addEventListener: (name, listener) => (tab.listeners[name] = listener),
    };
    // As in a browser, the items are the storage's own enumerable properties.
    Object.defineProperty(own, "localStorage", {
      get() {
        if (browser.refuses) throw new DOMException("blocked", "SecurityError");
        return Object.defineProperties({ ...browser.items }, storage);
      },
    });
    return Object.assign(tab, (await bundle)(own));
  }

  return browser;
}
