// Grades programs with the Python of the page, here in Node: the judge and the reader's
// side, one beside the other. Reads {pyodide, library, files: {path: text}, wheels: [path],
// jobs: [job]} from its input and prints {ran: [{step, ms}], sources}: the last step of
// each and its CPU time, and the modules of Python's own that came from their source.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { pyodide, library, files, wheels, jobs } = JSON.parse(
  await text(process.stdin),
);
const { loadPyodide } = await import(
  pathToFileURL(`${pyodide}/pyodide.mjs`).href
);
const python = await loadPyodide({ indexURL: pyodide, stdLibURL: library });
for (const [path, content] of Object.entries(files)) {
  python.FS.mkdirTree(`/book/${path}`.replace(/\/[^/]*$/, ""));
  python.FS.writeFile(`/book/${path}`, content);
}
for (const wheel of wheels)
  python.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
if (wheels.length) python.pyimport("numpy"); // the page has done so before it grades
const grade = python.runPython(`
import importlib, json, sys
sys.path.insert(0, "/book")
from nnbook.grading import answers, far

def grade(job):
    importlib.reload(answers)  # no name is left of an earlier program
    step = json.loads(far.judge(job))
    while "ask" in step:
        step = json.loads(far.go_on(answers.answer(json.dumps(step["ask"]))))
    return json.dumps(step)

grade
`);

function timed(job) {
  const before = process.cpuUsage();
  const step = JSON.parse(grade(JSON.stringify(job)));
  const { user, system } = process.cpuUsage(before);
  return { step, ms: (user + system) / 1000 };
}

const ran = jobs.map(timed);
const sources = python.runPython(`
from zipimport import zipimporter

json.dumps([
    name for name, module in sys.modules.items()
    if isinstance(module.__loader__, zipimporter) and module.__file__.endswith(".py")
])
`);
process.stdout.write(JSON.stringify({ ran, sources: JSON.parse(sources) }));
