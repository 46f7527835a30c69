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

/**
 * A judge, with a spare interpreter in which no reader's code has run yet.
 * @param {Interpreter} first has the module JUDGE
 * @param {(wanted: Wanted, hear?: Hear) => Interpreter} start
 */
export function createJudge(first, start) {
  const stops = new Map(); // what ends the runs that are going, by their number
  let judge = first;
  /** @type {{hear?: Hear, interpreter: Interpreter, ready: Promise<any>} | undefined} */
  let spare;

  function prepare() {
    if (spare) return spare;
    // Of what its Python says, only what the code prints is believed.
    const heard = (name, text) => name === "output" && made.hear?.(name, String(text));
    const interpreter = start({ module: READER }, heard);
    const made = { interpreter, ready: interpreter.call("answer", WARM_UP) };
    made.ready.catch(() => {
      if (spare === made) spare = undefined; // the next run tries again
    });
    return (spare = made);
  }
  prepare();

  /**
   * Grade a job, {source, checks, mistakes}: resolves to the verdict, or to {status:
   * "stopped", reason: "crash"}. Hears "running", and "output" with each part of it.
   * @param {number} run
   * @param {Record<string, any>} job
   * @param {Hear} hear
   */
  async function grade(run, job, hear) {
    const { interpreter, ready } = Object.assign(prepare(), { hear });
    spare = undefined;
    let judging = false;
    const ask = async (name, payload) => {
      judging = true;
      const step = await judge.call(name, payload);
      judging = false;
      return step;
    };
    stops.set(run, () => {
      interpreter.stop();
      if (!judging) return;
      judge.stop();
      judge = start({ module: JUDGE });
    });
    let later;
    try {
      await ready;
      hear("running", null);
      later = setTimeout(prepare, LONG);
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
      setTimeout(prepare, SHOWN);
    }
  }

  function stop(run) {
    stops.get(run)?.();
    stops.delete(run);
  }

  return { grade, stop };
}
