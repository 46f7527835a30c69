// Interpreters of the frame: the first one starts cold, and a snapshot of its memory
// starts the others in a tenth of the time. Where there is none, they start cold, too.
import { startWorker } from "./interpreter.js";

/** @import { Hear, Interpreter, Wanted } from "./interpreter.js" */

/**
 * Start the first interpreter, which has `module` and never runs a reader's code.
 * @param {Record<string, Uint8Array>} pyodide its files, by name
 * @param {WebAssembly.Module} wasm
 * @param {Record<string, string>} files what every interpreter has below /book
 * @param {string} module
 * @returns {{first: Interpreter, start: (wanted: Wanted, hear?: Hear) => Interpreter}}
 */
export function interpreters(pyodide, wasm, files, module) {
  const base = { pyodide, wasm };
  const first = startWorker({ ...base, files, module, keep: true });
  /** @type {Promise<Uint8Array | undefined>} */
  let memory = first.ready.then(first.memory).catch((error) => {
    console.warn("Python starts without a snapshot:", error.message);
    return undefined;
  });
  // Nobody calls it before it is connected.
  const ready = first.ready.then(async () => void (await memory));

  /** @type {(wanted: Wanted, hear?: Hear) => Interpreter} */
  function start({ snapshot = true, ...wanted }, hear) {
    /** @type {Interpreter | undefined} */
    let worker;
    let stopped = false;
    const begin = (/** @type {Uint8Array | undefined} */ from) => {
      if (stopped) throw new Error("stopped");
      const all = { ...files, ...wanted.files };
      worker = startWorker({ ...base, ...wanted, files: all, memory: from }, hear);
      return worker.ready;
    };
    const ready = (async () => {
      const from = snapshot ? await memory : undefined;
      if (!from) return begin(undefined);
      try {
        await begin(from);
      } catch (error) {
        if (stopped) throw error;
        console.warn("Python does not start from its snapshot:", error.message);
        worker?.stop();
        memory = Promise.resolve(undefined);
        await begin(undefined);
      }
    })();
    ready.catch(() => {}); // whoever calls hears it
    return {
      ready,
      call: async (name, payload) => {
        await ready;
        return /** @type {Interpreter} */ (worker).call(name, payload);
      },
      stop() {
        stopped = true;
        worker?.stop();
      },
    };
  }

  return { first: { ...first, ready }, start };
}
