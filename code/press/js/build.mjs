// Bundles the front end with esbuild:
//   src/widgets/NAME.js  -> nnbook/widgets/static/NAME.{js,css}  one ES module a widget,
//                           for anywidget (JupyterLab, Colab, VS Code)
//   src/site/*.js        -> press/site/static/                  classic scripts for the
//                           static page, which also works from file://
// The results are committed (Colab and Binder have no Node); --check fails where they
// are not what the sources give.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const widgetNames = readdirSync(`${here}/src/widgets`)
  .filter((file) => file.endsWith(".js"))
  .map((file) => basename(file, ".js"));

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  legalComments: "none",
  charset: "utf8",
  target: "es2022",
};

const widgetBuild = {
  ...common,
  entryPoints: widgetNames.map((name) => ({
    in: `src/widgets/${name}.js`,
    out: name,
  })),
  format: "esm",
  outdir: "../../nnbook/widgets/static",
};

// index.js imports all widgets through a module made here: no list to keep by hand.
const allWidgets = {
  name: "all-widgets",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^all-widgets$/ }, () => ({
      path: "all-widgets",
      namespace: "all-widgets",
    }));
    esbuild.onLoad({ filter: /.*/, namespace: "all-widgets" }, () => ({
      contents: widgetNames
        .map((name, i) => `import w${i} from "./src/widgets/${name}.js";`)
        .concat(`export default {${widgetNames.map((name, i) => `"${name}": w${i}`)}};`)
        .join("\n"),
      resolveDir: here,
    }));
  },
};

const siteBuild = {
  ...common,
  entryPoints: [
    { in: "src/site/index.js", out: "nnbook" },
    { in: "src/site/editor.js", out: "editor" },
    { in: "src/site/worker.js", out: "worker" },
    { in: "src/site/icons.js", out: "icons" },
  ].filter(({ in: path }) => existsSync(`${here}/${path}`)),
  plugins: [allWidgets],
  format: "iife",
  outdir: "../site/static",
};

const check = process.argv.includes("--check");
const stale = [];
for (const options of [widgetBuild, siteBuild]) {
  const { outputFiles } = await build({ ...options, write: !check });
  for (const { path, text } of outputFiles ?? []) {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text)
      stale.push(relative(resolve(here, "../../.."), path));
  }
}
if (stale.length) {
  console.error(
    `Not what the sources give, run \`make widgets\`:\n  ${stale.join("\n  ")}`,
  );
  process.exit(1);
}
