// Compiles what a page's Python imports, with that Python, here in Node: from its sources a
// start takes more than twice as long. Reads {pyodide, files: {path: text}, wheels:
// {name: base64}, imports: [module]} from its input and prints {path: base64} of the
// modules that are then loaded, in the form of .pyc files.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { pyodide, files, wheels, imports } = JSON.parse(await text(process.stdin));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
for (const [path, content] of Object.entries(files)) {
  python.FS.mkdirTree(`/book/${path}`.replace(/\/[^/]*$/, ""));
  python.FS.writeFile(`/book/${path}`, content);
}
for (const wheel of Object.values(wheels)) {
  const bytes = new Uint8Array(Buffer.from(wheel, "base64"));
  python.unpackArchive(bytes, "wheel", { extractDir: "/wheels" });
}
python.globals.set("imports", python.toPy(imports));
// Python takes such a file without a look at its source, which need not be there.
const made = python.runPython(`
import base64, importlib, json, marshal, sys

sys.path[:0] = ["/book", "/wheels"]
for name in imports:
    importlib.import_module(name)
HEAD = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)

def sources():
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None) or ""
        if path.endswith(".py") and not path.startswith("/book/"):
            source = module.__loader__.get_source(module.__spec__.name)
            if source is not None:  # it is frozen, in the interpreter
                yield path, compile(source, path, "exec", dont_inherit=True)

json.dumps({
    path: base64.b64encode(HEAD + marshal.dumps(code)).decode() for path, code in sources()
})
`);
process.stdout.write(made);
