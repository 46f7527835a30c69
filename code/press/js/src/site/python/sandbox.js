// The page's side of the sandbox: one hidden frame, an origin of its own with a policy
// that forbids every request. Python's files are fetched here and handed in as bytes.
import frameSource from "source:./frame.js";
import { fetchEdition, fetchFiles } from "./files.js";
import { link } from "./link.js";

/** @import { Interpreter, Wanted } from "./interpreter.js" */

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:";

/**
 * @typedef {object} Sandbox
 * @property {(job: {source: string, checks: string, mistakes: string[][],
 *   numpy?: boolean}, hear: (name: string, data: any) => void) =>
 *   {result: Promise<any>, stop: () => void}} grade grades a reader's code and resolves to
 *   the verdict; hears "running" and "output".
 * @property {(wheels: Uint8Array[]) => Promise<void>} prepare brings what a job needs that
 *   asks for numpy.
 * @property {(wanted: Wanted) => Interpreter & {on: (event: string,
 *   handler: (data: any) => void) => void}} start starts an interpreter of the caller's
 *   own; `on(event, handler)` hears what its Python emits, one handler an event.
 * @property {() => void} close ends everything in it.
 */

/**
 * Open the sandbox. `progress(bytes, all)` hears how much of Python has come.
 * Rejects with a `FileError` where a file does not come, with the signal's reason where it
 * is aborted, or with whatever keeps Python from starting.
 * @param {string} base the folder of the book's static files
 * @param {{signal: AbortSignal, progress: (done: number, all: number) => void}} options
 * @returns {Promise<Sandbox>}
 */
export async function openSandbox(base, { signal, progress }) {
  const [files, edition] = await Promise.all([
    fetchFiles(base, "start", { signal, progress }),
    fetchEdition(signal),
  ]);
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "Python";
  // A script's text must not end its element.
  const script = frameSource.replaceAll("</script", "<\\/script");
  frame.srcdoc =
    `<!doctype html><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<script>${script}</script>`;
  const close = () => {
    frame.remove();
    fail(new Error("stopped"));
  };
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  document.body.append(frame);
  const { port1, port2 } = new MessageChannel();
  const runs = new Map();
  const interpreters = new Map();
  let last = 0;
  const { ask, tell, fail } = link(port1, {
    run: ({ run, name, data }) => runs.get(run)?.(name, data),
    interpreter: ({ id, name, data }) => interpreters.get(id)?.[name]?.(data),
  });
  signal.addEventListener("abort", close);
  await loaded;
  const bytes = Object.values(files).map((file) => file.buffer);
  frame.contentWindow?.postMessage(inFrame(files, edition), "*", [port2, ...bytes]);
  try {
    await ask("ready");
  } catch (error) {
    close();
    throw signal.aborted ? signal.reason : error;
  }
  signal.removeEventListener("abort", close);

  function grade(job, hear) {
    const run = ++last;
    runs.set(run, hear);
    const result = ask("grade", { run, job }).finally(() => runs.delete(run));
    return {
      result,
      stop() {
        runs.delete(run);
        tell("stop", run);
      },
    };
  }

  function start(wanted) {
    const id = ++last;
    const handlers = {};
    interpreters.set(id, handlers);
    const ready = ask("start", { id, wanted });
    ready.catch(() => {}); // whoever calls hears it
    return {
      ready,
      call: (name, payload) => ready.then(() => ask("call", { id, name, payload })),
      on: (event, handler) => (handlers[event] = handler),
      stop() {
        interpreters.delete(id);
        tell("end", id);
      },
    };
  }

  return { grade, prepare: (wheels) => ask("prepare", wheels), start, close };
}

/** The files as the frame takes them: Pyodide's by name, and the grader's texts by path. */
function inFrame(files, edition) {
  const pyodide = {};
  for (const [path, bytes] of Object.entries(files))
    if (path.startsWith("pyodide/")) pyodide[path.slice("pyodide/".length)] = bytes;
  const grading = JSON.parse(new TextDecoder().decode(files["grading.json"]));
  return { pyodide, grading: { ...grading, ...edition } };
}
