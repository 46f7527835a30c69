// What two or more figures use is bundled once, as shared.js and shared.css; a figure's
// own bundle has only what is its own, and its words. An ES module that anywidget loads
// cannot import a file that lies beside it: so shared.js makes an object with a property
// for each module, the figure's bundle takes what it needs from there, and
// nnbook.widgets.base puts both together.
import { relative, sep } from "node:path";
import { build } from "esbuild";

const OBJECT = "nnbookShared";
const PREFIX = "shared:";
const ALL = "all";
// What esbuild prints of an import that it leaves as it is.
const IMPORT = /import(?:([\w$]+),?)?(?:\{([^}]*)\}from|from)?"shared:([^"]+)";/g;

/**
 * The output files of a build of figures: one for each, and what they share.
 * @param {import("esbuild").BuildOptions} options
 */
export async function buildFigures(options) {
  const shared = await sharedModules(options);
  const plugins = [leaveOut(shared, options)];
  const figures = await build({ ...options, write: false, plugins });
  /** @type {Map<string, any>} */
  const used = new Map([...shared].map((path) => [path, new Set()]));
  const own = figures.outputFiles.map(({ path, text }) => {
    const taken = []; // before all else, as imports are
    const rest = text.replace(IMPORT, (_, standard, named = "", from) => {
      const names = named.split(",").filter(Boolean);
      if (standard) names.push(`default as ${standard}`);
      for (const name of names) used.get(from).add(name.split(" as ")[0]);
      const pattern = names.join().replaceAll(" as ", ":");
      if (pattern) taken.push(`const{${pattern}}=${OBJECT}["${from}"];`);
      return "";
    });
    if (rest.includes(`from"${PREFIX}`)) throw new Error(`${path}: an import * as`);
    return { path, text: taken.join("") + rest };
  });
  const { outputFiles } = await build({
    ...options,
    write: false,
    entryPoints: [{ in: PREFIX + ALL, out: "shared" }],
    plugins: [onlyUsed(used, options)],
    format: "iife",
    globalName: OBJECT,
  });
  return [...own, ...outputFiles];
}

// The paths of what two figures reach by their imports, in the order of the imports.
/** @param {import("esbuild").BuildOptions} options */
async function sharedModules(options) {
  const { metafile } = await build({ ...options, minify: false, metafile: true });
  const figures = new Map(); // path -> how many figures reach it
  for (const { entryPoint } of Object.values(metafile.outputs)) {
    if (!entryPoint?.endsWith(".js")) continue;
    for (const path of reached(metafile.inputs, entryPoint))
      figures.set(path, (figures.get(path) ?? 0) + 1);
  }
  return new Set([...figures.keys()].filter((path) => figures.get(path) > 1));
}

function reached(inputs, path, seen = new Set()) {
  if (seen.has(path)) return seen;
  for (const { path: next } of inputs[path].imports) reached(inputs, next, seen);
  return seen.add(path);
}

// An import of a shared module stays an import, of its path behind a prefix.
function leaveOut(shared, { absWorkingDir = "" }) {
  return {
    name: "leave-out",
    setup(esbuild) {
      esbuild.onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === PREFIX) return undefined; // asked here, below
        const found = await esbuild.resolve(path, { ...from, pluginData: PREFIX });
        const name = relative(absWorkingDir, found.path).replaceAll(sep, "/");
        return shared.has(name) ? { path: PREFIX + name, external: true } : found;
      });
    },
  };
}

// The shared modules with what figures use of them, so that the rest is left out.
function onlyUsed(used, { absWorkingDir: resolveDir = "" }) {
  return {
    name: "only-used",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^shared:/ }, ({ path }) => ({
        path: path.slice(PREFIX.length),
        namespace: "shared",
      }));
      esbuild.onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({
        contents:
          path === ALL
            ? [...used].map(([name, { size }]) => entry(name, size)).join("\n")
            : `export { ${[...used.get(path)]} } from "./${path}";`,
        resolveDir,
      }));
    },
  };
}

function entry(path, exports) {
  if (exports) return `export * as "${path}" from "${PREFIX}${path}";`;
  return path.endsWith(".css") ? `import "./${path}";` : "";
}
