// The cells of a chapter run in their order, and what is older says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Chapter } from "../../code/press/js/src/site/cells/chapter.js";

// A Python that notes what it runs. Its cells are words: "error" fails, "draw" moves the
// generator rng, "torch" needs PyTorch, "forever" never ends.
function python(log) {
  let hear;
  let fail;
  const stopped = new Promise((_, reject) => (fail = reject));
  stopped.catch(() => {});
  const run = async ({ source, name }) => {
    log.push(source);
    if (source === "forever") await stopped;
    hear({ type: "stdout", text: `${name}: ${source}` });
    const status = { error: "error", torch: "partial" }[source] ?? "done";
    const needs = source === "torch" ? [{ line: 1, package: "PyTorch" }] : [];
    return { status, needs, moved: source.startsWith("draw") ? ["rng"] : [] };
  };
  return {
    ready: Promise.resolve(),
    on: (_, handler) => (hear = handler),
    call: (name, payload) =>
      name === "run"
        ? Promise.race([run(payload), stopped])
        : Promise.resolve(),
    stop: () => (log.push("(stop)"), fail(new Error("stopped"))),
  };
}

function chapter(...sources) {
  const log = [];
  const outputs = [];
  const made = new Chapter(
    sources.map((source) => ({ source })),
    async () => (log.push("(start)"), python(log)),
    { output: (cell, { text }) => outputs.push([cell.number, text]) },
  );
  const states = () => made.cells.map((cell) => made.state(cell)).join(" ");
  return { chapter: made, cells: made.cells, log, outputs, states };
}

const clear = (log) => log.splice(0).join(" ");

test("a run starts Python and runs what is missing above", async () => {
  const {
    chapter: c,
    cells,
    log,
    states,
    outputs,
  } = chapter("a", "b", "c", "d");
  assert.equal(states(), "recorded recorded recorded recorded");
  assert.equal(await c.run(cells[2]), "done");
  assert.equal(clear(log), "(start) a b c");
  assert.equal(states(), "done done done recorded");
  assert.deepEqual(outputs[1], [2, "cell 2: b"]);
  await c.run(cells[3]);
  assert.equal(clear(log), "d");
});

test("what was run before something above it is stale, and is run again first", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "b", "c");
  await c.run(cells[2]);
  await c.run(cells[0]);
  assert.equal(states(), "done stale stale");
  assert.equal(c.why(cells[1]), "above");
  clear(log);
  await c.run(cells[2]);
  assert.equal(clear(log), "b c");
  assert.equal(states(), "done done done");
});

test("an edit makes its cell and those below stale, until it is taken back", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "b", "c");
  await c.run(cells[2]);
  c.edit(cells[1], "B");
  assert.equal(states(), "done stale stale");
  assert.equal(c.why(cells[1]), "edited");
  c.edit(cells[1], "b");
  assert.equal(states(), "done done done");
  c.edit(cells[1], "B");
  clear(log);
  await c.run(cells[2]);
  assert.equal(clear(log), "B c");
  assert.equal(states(), "done done done");
});

test("an error above ends a run; one in the cell itself is its own", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "error", "c");
  assert.equal(await c.run(cells[2]), cells[1]);
  assert.equal(states(), "done error recorded");
  assert.equal(await c.run(cells[1]), "done");
  c.edit(cells[1], "b");
  clear(log);
  assert.equal(await c.run(cells[2]), "done");
  assert.equal(clear(log), "b c");
});

test("a cell that needs PyTorch does not keep those below from running", async () => {
  const { chapter: c, cells, states } = chapter("torch", "b");
  assert.equal(await c.run(cells[1]), "done");
  assert.equal(states(), "done done");
  assert.equal(cells[0].ran.needs[0].package, "PyTorch");
});

test("stop ends Python; what it had is stale and runs again in a new one", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "forever", "c");
  await c.run(cells[0]);
  const going = c.run(cells[2]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(states(), "done running recorded");
  assert.equal(c.work.target, cells[2]);
  assert.equal(await c.run(cells[0]), "busy");
  c.stop();
  assert.equal(await going, "stopped");
  assert.equal(states(), "stale stale recorded");
  assert.equal(c.why(cells[0]), "stopped");
  assert.equal(c.why(cells[1]), "stopped");
  clear(log);
  c.edit(cells[1], "b");
  await c.run(cells[2]);
  assert.equal(clear(log), "(start) a b c");
  assert.equal(states(), "done done done");
});

test("stop while Python starts leaves nothing behind", async () => {
  const log = [];
  let go;
  const started = new Promise((resolve) => (go = resolve));
  const c = new Chapter(
    [{ source: "a" }],
    async () => (await started, python(log)),
  );
  const going = c.run(c.cells[0]);
  c.stop();
  go();
  assert.equal(await going, "stopped");
  assert.deepEqual(log, ["(stop)"]);
  assert.equal(await c.run(c.cells[0]), "done");
});

test("restart puts the book's outputs back", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "b");
  await c.run(cells[1]);
  c.restart();
  assert.equal(states(), "recorded recorded");
  clear(log);
  await c.run(cells[0]);
  assert.equal(clear(log), "(start) a");
});

test("run all above runs them again, and not the cell itself", async () => {
  const { chapter: c, cells, log, states } = chapter("a", "b", "c");
  await c.run(cells[2]);
  clear(log);
  assert.equal(await c.runAbove(cells[2]), "done");
  assert.equal(clear(log), "a b");
  assert.equal(states(), "done done stale");
});

test("a second run that moves a shared generator on is told, there and below", async () => {
  const { chapter: c, cells } = chapter("a", "draw", "draw", "d");
  await c.run(cells[3]);
  assert.deepEqual(
    cells.map(({ ran }) => ran.shifted),
    [[], [], [], []],
  );
  await c.run(cells[1]);
  assert.deepEqual(cells[1].ran.shifted, ["rng"]);
  await c.run(cells[3]);
  assert.deepEqual(cells[2].ran.shifted, ["rng"]);
  assert.deepEqual(cells[3].ran.shifted, []);
  c.restart();
  await c.run(cells[3]);
  assert.deepEqual(cells[1].ran.shifted, []);
});

test("where Python cannot start the error is handed on, and the next run tries again", async () => {
  const log = [];
  let broken = true;
  const c = new Chapter([{ source: "a" }], async () => {
    if (broken) throw new Error("no files");
    return python(log);
  });
  await assert.rejects(c.run(c.cells[0]), /no files/);
  broken = false;
  assert.equal(await c.run(c.cells[0]), "done");
});

test("where Python breaks down all has to run again", async () => {
  const log = [];
  let die = false;
  const c = new Chapter([{ source: "a" }, { source: "b" }], async () => {
    const made = python(log);
    const { call } = made;
    made.call = (...job) =>
      die ? Promise.reject(new Error("memory")) : call(...job);
    return made;
  });
  await c.run(c.cells[0]);
  die = true;
  await assert.rejects(c.run(c.cells[1]), /memory/);
  assert.equal(c.state(c.cells[0]), "stale");
  die = false;
  assert.equal(await c.run(c.cells[1]), "done");
  assert.equal(c.cells[0].ran.session, 2);
});
