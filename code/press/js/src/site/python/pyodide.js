// Starts Pyodide from bytes: nothing can be fetched where it runs.

/**
 * Start Pyodide. `files` are its files as bytes, by name, `wasm` its compiled module;
 * `memory` a snapshot to start from, `keep` asks for one that a snapshot can be made of.
 * @param {Record<string, Uint8Array>} files
 * @param {WebAssembly.Module} wasm
 * @param {{memory?: Uint8Array, keep?: boolean}} options
 */
export async function loadPython(files, wasm, { memory, keep }) {
  // By this Pyodide knows a classic worker, in which it does not start: see worker.js.
  Object.assign(self, { importScripts: undefined });
  const importBytes = (name) =>
    import(
      URL.createObjectURL(
        new Blob([/** @type {any} */ (files[name])], { type: "text/javascript" }),
      )
    );
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    importBytes("pyodide.mjs"),
    importBytes("pyodide.asm.mjs"),
  ]);
  const { fetch, WebAssembly: assembly } = self;
  const { instantiateStreaming } = assembly;
  self.fetch = async (url) => {
    const name = String(url).replace(/.*\//, "");
    return new Response(/** @type {any} */ (files[name] ?? ""));
  };
  // Compiled once in the frame; every interpreter starts from it, none from the response.
  assembly.instantiateStreaming = async (response, imports) => {
    await response;
    return { module: wasm, instance: await assembly.instantiate(wasm, imports) };
  };
  try {
    return await loadPyodide({
      indexURL: "https://python.invalid/", // must be absolute; nothing is asked of it
      lockFileContents: new TextDecoder().decode(files["pyodide-lock.json"]),
      createPyodideModule,
      jsglobals: {}, // none of the worker's is for the reader's code
      stdout: () => {}, // what is shown is caught in Python
      stderr: () => {},
      ...(keep ? { _makeSnapshot: true } : {}),
      ...(memory ? { _loadSnapshot: memory } : {}),
    });
  } finally {
    self.fetch = fetch;
    assembly.instantiateStreaming = instantiateStreaming;
  }
}
