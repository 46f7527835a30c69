// Python in a module worker: loads Pyodide and the grader that lie beside this file,
// then grades one program after the other. runner.js kills it where a run never ends.

const here = (path) => new URL(path, self.location.href).href;

async function load() {
  const { loadPyodide } = await import(here("pyodide/pyodide.mjs"));
  const [python, grader] = await Promise.all([
    loadPyodide({ indexURL: here("pyodide/") }),
    fetch(here("grader.py")),
  ]);
  if (!grader.ok) throw new Error(`grader.py: ${grader.status}`);
  python.FS.writeFile("grader.py", await grader.text());
  return python.pyimport("grader").grade_json;
}

const broken = (error) => postMessage({ type: "broken", text: String(error) });
const loading = load();
loading.then(() => postMessage({ type: "ready" }), broken);

self.onmessage = async ({ data: { source, checks, mistakes } }) => {
  const grade = await loading;
  try {
    const write = (text) => postMessage({ type: "output", text });
    const result = grade(source, checks, write, JSON.stringify(mistakes));
    postMessage({ type: "result", result: JSON.parse(result) });
  } catch (error) {
    broken(error); // Python itself broke down: the grader catches the reader's errors
  }
};
