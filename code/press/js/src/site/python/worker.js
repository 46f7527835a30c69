// Runs in a worker of the frame: a classic one, since a module worker does not start in an
// origin of its own. Gets everything as bytes and calls functions of one Python module.
import { link } from "./link.js";
import { loadPython } from "./pyodide.js";

const HOME = "/book"; // on sys.path
let python, functions;

const { tell } = link(/** @type {any} */ (self), {
  async start({
    pyodide,
    wasm,
    memory,
    keep,
    module,
    files = {},
    packages = [],
    imports = [],
  }) {
    python = await loadPython(pyodide, wasm, { memory, keep });
    for (const [path, content] of Object.entries(files))
      write(`${HOME}/${path}`, content);
    for (const wheel of packages) python.unpackArchive(wheel, "wheel");
    python.runPython(memory ? RESTORED : "import sys; sys.path.insert(0, '/book')");
    functions = python.pyimport(module);
    for (const name of imports) python.pyimport(name);
    if (!keep) connect();
  },
  // A snapshot holds no files and no JavaScript: `connect` comes after it.
  memory() {
    const made = python.makeMemorySnapshot();
    connect();
    return made;
  },
  async call({ name, payload }) {
    const text = await functions[name](JSON.stringify(payload ?? null));
    return text === undefined ? text : JSON.parse(text);
  },
});

// Every restored Python would draw the same random numbers, and remember that files were
// not there.
const RESTORED = `
import importlib, random
importlib.invalidate_caches()
random.seed()
`;

function connect() {
  functions.connect?.((name, text) => tell("event", { name, text }));
}

function write(path, content) {
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, content);
}
