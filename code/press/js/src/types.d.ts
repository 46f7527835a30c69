// What the checker of types cannot see: what esbuild makes (build.mjs), and what the
// bundles of the page put on its window.

declare module "*.css";

declare module "all-widgets" {
  const widgets: Record<
    string,
    { render(context: { model: any; el: HTMLElement }): any }
  >;
  export default widgets;
}

/** The text of a script that is bundled for another place. */
declare module "source:*" {
  const source: string;
  export default source;
}

interface Window {
  /** Where the page's scripts lie. */
  nnbook: { base: string };
  /** Puts an editor into a page: site/editor.js. */
  nnbookEditor(options: Record<string, any>): any;
  /** Opens the sandbox in which Python runs: site/python/. */
  nnbookPython: typeof import("./site/python/sandbox.js").openSandbox;
  /** Makes the code cells of a page live: site/cells/. */
  nnbookCells(
    page: import("./site/cells.js").Page,
    blocks: import("./site/cells.js").Block[],
  ): Record<"run" | "edit", (number: number) => void>;
}
