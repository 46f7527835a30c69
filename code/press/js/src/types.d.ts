// What the checker of types cannot see: what esbuild makes (build.mjs), and what the
// bundles of the page put on its window.

declare module "*.css";

/** The text of a script that is bundled for another place. */
declare module "source:*" {
  const source: string;
  export default source;
}

interface Window {
  /** Where the page's scripts lie, and a number of what the figures' have in them. */
  nnbook: { base: string; figures?: string };
  /** The modules of the scripts that have come, as functions that run them (page.mjs). */
  nnbookParts: Record<string, (need: (name: string) => any) => any>;
  /** What is large of the figures' states (press/site/states.py). */
  nnbookStates?: Record<string, Record<string, any>>;
  /** What a module exports; it runs at the first call. */
  nnbookNeed(name: string): any;
  /** Puts an editor into a page: site/editor.js. */
  nnbookEditor(options: Record<string, any>): any;
  /** Opens the sandbox in which Python runs: site/python/. */
  nnbookPython: Pick<typeof import("./site/python/sandbox.js"), "openSandbox"> &
    Pick<typeof import("./site/python/packages.js"), "permit" | "fetchPackages">;
  /** Makes the code cells of a page live: site/cells/. */
  nnbookCells(
    page: import("./site/cells.js").Page,
    blocks: import("./site/cells.js").Block[],
  ): Record<"run" | "edit", (number: number) => void>;
}

/** The words of an edition in another language, {file: words} (lib/i18n.js). */
declare var nnbookWords: Record<string, any> | undefined;
