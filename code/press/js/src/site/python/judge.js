// Grades a reader's code. It runs in an interpreter of its own, new for each run; checks,
// expected values and the verdict are in another one, which never runs a line of it. What
// the one asks and the other answers is text that only they read.

/** @import { Hear, Interpreter, Wanted } from "./interpreter.js" */

/** The module of the interpreter that judges, and of those in which readers' code runs. */
export const JUDGE = "nnbook.grading.far";
const READER = "nnbook.grading.answers";
// ms into a run after which the next interpreter is made ready beside it, and ms after a
// run: it costs the frame time in which the verdict is to be shown.
const LONG = 500;
const SHOWN = 100;
// The first answer of a Python is its slowest: one that nobody needs is asked beforehand.
const WARM_UP = JSON.stringify({ ask: "evaluate", expression: "0", given: [] });

/** @typedef {Pick<Wanted, "packages" | "imports">} Kind What a job needs of Python. */

/** @type {Kind} */
const PLAIN = {};

/**
 * A judge, with a spare interpreter in which no reader's code has run yet.
 * @param {Interpreter} first has the module JUDGE
 * @param {(wanted: Wanted, hear?: Hear) => Interpreter} start
 */
export function createJudge(first, start) {
  const stops = new Map(); // what ends the runs that are going, by their number
  let judge = first;
  let numpy = PLAIN; // what jobs with numpy need, once it is there
  let judging = PLAIN; // what the judge's own Python has
  /** @type {{kind: Kind, hear?: Hear, interpreter: Interpreter, ready: Promise<any>} |
   *   undefined} */
  let spare;

  /** @param {Kind} kind */
  function spareOf(kind) {
    if (spare?.kind === kind) return spare;
    spare?.interpreter.stop();
    // Of what its Python says, only what the code prints is believed.
    const heard = (name, text) => name === "output" && made.hear?.(name, String(text));
    const interpreter = start({ module: READER, ...kind }, heard);
    const made = { kind, interpreter, ready: interpreter.call("answer", WARM_UP) };
    made.ready.catch(() => {
      if (spare === made) spare = undefined; // the next run tries again
    });
    return (spare = made);
  }
  spareOf(PLAIN);

  // Planted mistakes run in the judge's own Python: for some of them it needs numpy.
  function renew(kind = judging) {
    judge.stop();
    const made = start({ module: JUDGE, ...kind });
    judge = made;
    judging = kind;
    // Without numpy it can at least judge what needs none.
    if (kind !== PLAIN) made.ready.catch(() => judge === made && renew(PLAIN));
  }

  /**
   * Take numpy's wheels, for the jobs that need it.
   * @param {Uint8Array[]} packages
   */
  function prepare(packages) {
    numpy = { packages, imports: ["numpy"] };
    if (stops.size) return; // the next job does it
    renew(numpy);
    spareOf(numpy);
  }

  /**
   * Grade a job, {source, checks, mistakes, numpy}: resolves to the verdict, or to {status:
   * "stopped", reason: "crash"}. Hears "running", and "output" with each part of it.
   * @param {number} run
   * @param {Record<string, any>} job
   * @param {Hear} hear
   */
  async function grade(run, job, hear) {
    const kind = job.numpy ? numpy : PLAIN;
    if (kind !== PLAIN && kind !== judging) renew(kind);
    const { interpreter, ready } = Object.assign(spareOf(kind), { hear });
    spare = undefined;
    let asking = false;
    const ask = async (name, payload) => {
      asking = true;
      const step = await judge.call(name, payload);
      asking = false;
      return step;
    };
    stops.set(run, () => {
      interpreter.stop();
      if (asking) renew();
    });
    let later;
    try {
      await Promise.all([ready, judge.ready]);
      hear("running", null);
      later = setTimeout(() => spareOf(kind), LONG);
      let step = await ask("judge", job);
      while (step.ask) {
        const answer = await interpreter.call("answer", step.ask).catch(() => null);
        if (!stops.has(run)) break;
        step = await ask("go_on", answer);
      }
      return step.result ?? { status: "stopped", reason: "crash" };
    } finally {
      clearTimeout(later);
      interpreter.stop();
      stops.delete(run);
      setTimeout(() => spareOf(kind), SHOWN);
    }
  }

  function stop(run) {
    stops.get(run)?.();
    stops.delete(run);
  }

  return { grade, prepare, stop };
}
