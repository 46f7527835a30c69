// Inside the hidden frame, an origin of its own that may ask nobody for anything: starts
// and ends interpreters for the page, which speaks to it through one port.
import { interpreters } from "./interpreters.js";
import { createJudge, JUDGE } from "./judge.js";
import { link } from "./link.js";

addEventListener("message", open, { once: true }); // nobody else gets a port

/** @param {MessageEvent} event */
function open({ data, ports: [port] }) {
  const { pyodide, grading } = data;
  const running = new Map();
  let judge, start;
  const started = WebAssembly.compile(pyodide["pyodide.asm.wasm"]).then((wasm) => {
    const others = { ...pyodide };
    delete others["pyodide.asm.wasm"]; // the module stands for it
    const python = interpreters(others, wasm, grading, JUDGE);
    start = python.start;
    judge = createJudge(python.first, python.start);
    return python.first.ready;
  });

  const { tell } = link(port, {
    ready: () => started,
    grade: ({ run, job }) =>
      judge.grade(run, job, (name, data) => tell("run", { run, name, data })),
    prepare: (wheels) => judge.prepare(wheels),
    stop: (run) => judge.stop(run),
    start({ id, wanted }) {
      const hear = (name, data) => tell("interpreter", { id, name, data });
      running.set(id, start(wanted, hear));
      return running.get(id).ready;
    },
    call: ({ id, name, payload }) => running.get(id).call(name, payload),
    end(id) {
      running.get(id)?.stop();
      running.delete(id);
    },
  });
}
