// Bundles the front end with esbuild:
//   src/widgets/NAME.js  -> nnbook/widgets/static/NAME.{js,css}  and shared.{js,css}:
//                           for anywidget (JupyterLab, Colab, VS Code), see shared.mjs
//   src/site/*.js        -> press/site/static/                  classic scripts for the
//                           static page, which also works from file://, see page.mjs
// The results are committed (Colab and Binder have no Node); --check fails where they
// are not what the sources give.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { build } from "esbuild";
import { buildPage } from "./page.mjs";
import { buildFigures } from "./shared.mjs";

const here = import.meta.dirname;
const widgetNames = readdirSync(`${here}/src/widgets`)
  .filter((file) => file.endsWith(".js"))
  .map((file) => basename(file, ".js"));

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  legalComments: "none",
  charset: "utf8",
  target: "es2022",
  external: ["fonts/*"],
};

/** @type {import("esbuild").BuildOptions} */
const widgetBuild = {
  ...common,
  entryPoints: widgetNames.map((name) => ({
    in: `src/widgets/${name}.js`,
    out: name,
  })),
  format: "esm",
  outdir: "../../nnbook/widgets/static",
};

// The page's style sheet is that of all figures, through a module made here: no list to
// keep by hand.
const allStyles = {
  name: "all-styles",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^all-styles$/ }, () => ({
      path: "all-styles",
      namespace: "all-styles",
    }));
    esbuild.onLoad({ filter: /.*/, namespace: "all-styles" }, () => ({
      contents: [...widgetNames.map((name) => `widgets/${name}`), "site/index"]
        .map((path) => `import "./src/${path}.js";`)
        .join("\n"),
      resolveDir: here,
    }));
  },
};

// A script that runs elsewhere, such as in a worker, is bundled into the text of a string.
const sources = {
  name: "sources",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^source:/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice("source:".length)),
      namespace: "source",
    }));
    esbuild.onLoad({ filter: /.*/, namespace: "source" }, async ({ path }) => {
      const { outputFiles } = await build({
        ...common,
        entryPoints: [path],
        plugins: [sources],
        format: "iife",
        write: false,
      });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const siteBuild = {
  ...common,
  entryPoints: [
    { in: "src/site/cells/index.js", out: "cells" },
    { in: "src/site/editor.js", out: "editor" },
    { in: "src/site/python/index.js", out: "python" },
  ].filter(({ in: path }) => existsSync(`${here}/${path}`)),
  plugins: [sources],
  format: "iife",
  outdir: "../site/static",
};

/** @type {import("esbuild").BuildOptions} */
const styleBuild = {
  ...siteBuild,
  plugins: [allStyles, sources],
  entryPoints: [{ in: "all-styles", out: "nnbook" }],
};

const check = process.argv.includes("--check");
const built = [
  ...(await buildFigures(widgetBuild)),
  ...(await build({ ...siteBuild, write: false })).outputFiles,
  ...(await buildPage(siteBuild, "src/site/index.js", widgetNames)),
  ...(await build({ ...styleBuild, write: false })).outputFiles.filter(({ path }) =>
    path.endsWith(".css"),
  ),
];
const stale = built.filter(
  ({ path, text }) => !existsSync(path) || readFileSync(path, "utf8") !== text,
);
if (!check)
  for (const { path, text } of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
else if (stale.length) {
  const files = stale.map(({ path }) => relative(resolve(here, "../../.."), path));
  console.error(
    `Not what the sources give, run \`make widgets\`:\n  ${files.join("\n  ")}`,
  );
  process.exit(1);
}
