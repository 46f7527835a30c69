// The scripts of the static page. nnbook.js has what every page runs; figures/NAME.js one
// figure and what few others use; figures/shared.js what most figures use. All are classic
// scripts, since a page from file:// cannot import a module file, and may come in any
// order: each only puts its modules on the window, under names that they have in all of
// them, and the one that is asked for first runs what it needs (src/site/front-ends.js).
import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import { build } from "esbuild";

const PAGE = "nnbook";
const SHARED = "shared";
const MOST = 6; // figures that use a module: then it is shared
// That it has come.
const HERE = `window.nnbookParts.${SHARED}=()=>({});\n`;
const RUN =
  "{const made={};window.nnbookNeed=(name)=>made[name]??=window.nnbookParts[name](window.nnbookNeed);}";
// What esbuild prints at the two ends of a module.
const IMPORT = /^import(?:\{([^}]*)\}from)?"([^"]+)";/;
const EXPORT = /export\{([^}]*)\};?\s*$/;

/**
 * The output files of the page and its figures, with `entry` as the page's own.
 * @param {import("esbuild").BuildOptions} options
 * @param {string} entry
 * @param {string[]} figures
 */
export async function buildPage(options, entry, figures) {
  const { outputFiles = [], metafile } = await build({
    ...options,
    entryPoints: [
      { in: entry, out: PAGE },
      ...figures.map((name) => ({
        in: `src/widgets/${name}.js`,
        out: `figures/${name}`,
      })),
    ],
    format: "esm",
    splitting: true,
    metafile: true,
    write: false,
  });
  if (!metafile) throw new Error("esbuild tells nothing of what it made");
  const nameOf = namesOf(metafile);
  const parts = new Map(); // name -> {code, uses: names}
  for (const { path, text } of outputFiles)
    if (path.endsWith(".js")) parts.set(nameOf(path), part(nameOf, path, text));

  const ofPage = reached(parts, PAGE);
  const own = new Map(); // figure -> the names that it needs beside the page's
  for (const name of figures)
    own.set(
      name,
      [...reached(parts, name)].filter((part) => !ofPage.has(part)),
    );
  const users = (part) =>
    figures.filter((name) => own.get(name)?.includes(part)).length;
  const shared = [...new Set([...own.values()].flat())].filter(
    (part) => users(part) >= MOST,
  );
  const codeOf = (names) => pack(names.map((name) => parts.get(name).code));
  const texts = new Map([[`figures/${SHARED}.js`, codeOf(shared) + HERE]]);
  for (const name of figures) {
    const names = own.get(name)?.filter((part) => !shared.includes(part));
    texts.set(`figures/${name}.js`, codeOf(names));
  }
  texts.set(
    `${PAGE}.js`,
    `${codeOf([...ofPage])}${RUN}window.nnbookNeed("${PAGE}");\n`,
  );
  const page = outputFiles.find(({ path }) => path.endsWith(`/${PAGE}.js`));
  const folder = dirname(page?.path ?? "");
  return [...texts].map(([name, text]) => ({ path: `${folder}/${name}`, text }));
}

// A function that gives the name of an output: that of its file or, where several figures
// share it, one that stays while the same files are in it.
function namesOf({ outputs }) {
  const names = new Map();
  for (const [path, { entryPoint, inputs }] of Object.entries(outputs)) {
    const hash = createHash("sha256").update(Object.keys(inputs).sort().join());
    const name = entryPoint ? basename(path, ".js") : hash.digest("hex").slice(0, 8);
    names.set(basename(path), name);
  }
  return (path) => names.get(basename(path));
}

// A module as a function of `need`, which gives what other modules export.
function part(nameOf, path, text) {
  const name = nameOf(path);
  const uses = [];
  const taken = [];
  let rest = text;
  for (let found; (found = rest.match(IMPORT)); rest = rest.slice(found[0].length)) {
    const [, names, from] = found;
    uses.push(nameOf(from));
    const made = `need("${nameOf(from)}")`;
    taken.push(names ? `const{${names.replaceAll(" as ", ":")}}=${made};` : `${made};`);
  }
  const exported = rest.match(EXPORT);
  const given = exported?.[1].split(",").map((one) => one.split(" as ").reverse());
  const gives = given
    ? `return{${given.map((pair) => pair.join(":")).join()}}`
    : "return{}";
  rest = rest.replace(EXPORT, "");
  if (/\b(import|export)\s*[{*"]/.test(rest.replaceAll(/"[^"\n]*"|`[^`]*`/g, "")))
    throw new Error(`${name}: an import or export that page.mjs does not know`);
  return {
    uses,
    code: `parts["${name}"]??=(need)=>{${taken.join("")}${rest}\n${gives}};`,
  };
}

const pack = (codes) => `((parts)=>{${codes.join("\n")}})(window.nnbookParts??={});\n`;

function reached(parts, name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of parts.get(name).uses) reached(parts, next, seen);
  return seen;
}
