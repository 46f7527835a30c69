// A Python of its own, in a worker of the sandbox's frame (frame.js). The same shape is
// what the page holds (sandbox.js), where each call goes through the frame.
import { link } from "./link.js";
import source from "source:./worker.js";

/**
 * @typedef {object} Wanted What an interpreter is to have.
 * @property {string} module the Python module whose functions are called: each takes one
 *   JSON text and returns one (or an awaitable of one). Where it has `connect(emit)`, that
 *   is called first; `emit(name, text)` with JSON text is heard at once.
 * @property {Record<string, string | Uint8Array>} [files] text or bytes by path, written
 *   below /book, which is on sys.path; the book's own `nnbook/grading` lies there already.
 * @property {Uint8Array[]} [packages] wheels, unpacked to where Python looks for packages.
 * @property {string[]} [imports] what is imported beforehand: it takes its time.
 * @property {boolean} [snapshot] false: start it cold, not from the snapshot of memory.
 */

/**
 * @typedef {object} Interpreter
 * @property {Promise<void>} ready resolves once its functions can be called; rejects
 *   where Python cannot start, or is stopped before.
 * @property {(name: string, payload?: any) => Promise<any>} call calls a function of the
 *   module with plain data and resolves to what it returns; waits until Python is ready.
 *   Calls are worked off one after the other. Rejects where the function raises, Python
 *   breaks down, or is stopped.
 * @property {() => void} stop ends Python at once, also in an endless loop: nothing is
 *   heard of it any more. A stopped one is never started again: start another.
 */

/** @typedef {(name: string, data: any) => void} Hear hears what Python emits, as it comes. */

const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

/**
 * Start a worker with Python in it. `pyodide` has Pyodide's files as bytes, by name,
 * `wasm` its compiled module, `memory` a snapshot to start from; `keep` asks for one of
 * which `memory()` makes a snapshot, which must then be the first that is asked of it.
 * @param {Wanted & {pyodide: Record<string, Uint8Array>, wasm: WebAssembly.Module,
 *   memory?: Uint8Array, keep?: boolean}} options
 * @param {Hear} [hear]
 * @returns {Interpreter & {memory: () => Promise<Uint8Array>}}
 */
export function startWorker(options, hear) {
  const worker = new Worker(url);
  const { ask, fail } = link(worker, {
    event: ({ name, text }) => hear?.(name, JSON.parse(text)),
  });
  worker.onerror = (event) => {
    event.preventDefault();
    fail(new Error(event.message || "the worker cannot start"));
  };
  const ready = ask("start", options);
  ready.catch(() => {}); // whoever calls hears it
  return {
    ready,
    call: async (name, payload) => {
      await ready;
      return ask("call", { name, payload });
    },
    memory: () => ask("memory"),
    stop() {
      worker.terminate();
      fail(new Error("stopped"));
    },
  };
}
