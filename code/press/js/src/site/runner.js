// Grades the exercises of a page, one after the other, in its sandbox.
import { available, giveUp, loaded, openSandbox, openWithNumpy } from "./sandbox.js";

/** Seconds that a run may take. */
export const TIME_LIMIT = 5;
// Seconds after which a start is said to take long, and then how much has come.
const SLOW = 6;

const jobs = []; // the first one is at work, the others wait

/**
 * Grade `source` by what an exercise has for it: its checks and planted mistakes, and,
 * where it uses numpy, `numpy(host)`, which asks whether that may come from elsewhere.
 * `tell(phase, data)` hears waiting, starting, slow (with {done, all} megabytes), running,
 * output (with all that was printed). Returns stop() and the promise of the grader's
 * result, or of {status: "stopped", reason, output} with the reason user, time, crash,
 * file, unavailable, or that of a FileError, with its `file`.
 */
export function run(source, { checks, mistakes, numpy }, tell) {
  const job = {
    source,
    checks,
    mistakes,
    numpy,
    tell,
    output: "",
    stop: null,
    timer: 0,
  };
  const result = new Promise((resolve) => (job.resolve = resolve));
  if (!available()) {
    job.resolve({ status: "stopped", reason: "file", output: "" });
    return { result, stop() {} };
  }
  jobs.push(job);
  if (jobs.length > 1) tell("waiting");
  else start(job);
  return { result, stop: () => stop(job, "user") };
}

async function start(job) {
  job.tell("starting");
  job.timer = setInterval(() => job.tell("slow", loaded()), SLOW * 1000);
  try {
    const { source, checks, mistakes, numpy } = job;
    const python = await (numpy ? openWithNumpy(numpy) : openSandbox());
    if (!jobs.includes(job)) return;
    const going = python.grade(
      { source, checks, mistakes, numpy: Boolean(numpy) },
      (name, data) => hear(job, name, data),
    );
    job.stop = going.stop;
    const outcome = await going.result;
    finish(job, { output: job.output, ...outcome });
  } catch (error) {
    finish(job, { status: "stopped", output: job.output, ...reasonOf(error) });
  }
}

const reasonOf = ({ reason, file }) =>
  file ? { reason, file } : { reason: "unavailable" };

function hear(job, name, data) {
  if (name === "running") {
    clearInterval(job.timer);
    job.timer = setTimeout(() => stop(job, "time"), TIME_LIMIT * 1000);
    job.tell("running");
  } else if (name === "output") {
    job.output += data;
    job.tell("output", job.output);
  }
}

function stop(job, reason) {
  if (!jobs.includes(job)) return;
  if (job.stop) job.stop();
  else if (jobs[0] === job) giveUp(); // it may hang for ever
  finish(job, { status: "stopped", reason, output: job.output });
}

function finish(job, outcome) {
  if (!jobs.includes(job)) return;
  clearInterval(job.timer);
  const first = jobs[0] === job;
  jobs.splice(jobs.indexOf(job), 1);
  job.resolve(outcome);
  if (first && jobs.length) start(jobs[0]);
}
