// One Python for all exercises of a page: a worker that is started when a reader turns
// to an exercise, works off one run after the other, and is killed where it must be.

/** Seconds that a run may take. */
export const TIME_LIMIT = 5;
// Seconds after which a start is said to take long.
const SLOW = 6;

let worker;
let ready = false;
let timer; // for the start, then for the run that is at work
const jobs = []; // the first one is at work, the others wait

/** Tell whether Python can start here: browsers start no worker from a file. */
export const available = () => location.protocol !== "file:";

/** Start Python, unless it is there already. */
export function warmUp() {
  if (worker || !available()) return;
  worker = new Worker(`${window.nnbook.base}worker.js`, { type: "module" });
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => fail(event.message);
  timer = setTimeout(() => jobs.forEach((job) => job.tell("slow")), SLOW * 1000);
}

/**
 * Grade `source` by what an exercise has for it: its checks and planted mistakes. `tell(phase, text)` hears waiting, starting, slow, running, output.
 * Returns stop() and the promise of the grader's result, or of {status: "stopped",
 * reason, output} with the reason user, time, crash, unavailable or file.
 */
export function run(source, { checks, mistakes }, tell) {
  const job = { source, checks, mistakes, tell, output: "", sent: false };
  const result = new Promise((resolve) => (job.resolve = resolve));
  if (!available()) {
    job.resolve({ status: "stopped", reason: "file", output: "" });
    return { result, stop() {} };
  }
  jobs.push(job);
  tell(jobs.length > 1 ? "waiting" : "starting");
  next();
  return { result, stop: () => stop(job, "user") };
}

function next() {
  const [job] = jobs;
  if (!job || job.sent) return;
  warmUp();
  if (!ready) return job.tell("starting");
  job.sent = true;
  job.tell("running");
  const { source, checks, mistakes } = job;
  worker.postMessage({ source, checks, mistakes });
  timer = setTimeout(() => stop(job, "time"), TIME_LIMIT * 1000);
}

function hear({ type, text, result }) {
  const [job] = jobs;
  if (type === "ready") {
    ready = true;
    clearTimeout(timer);
    next();
  } else if (type === "output") {
    job.output += text;
    job.tell("output", job.output);
  } else if (type === "result") {
    clearTimeout(timer);
    finish(job, result);
  } else fail(text);
}

function finish(job, result) {
  jobs.splice(jobs.indexOf(job), 1);
  job.resolve(result);
  next();
}

function stop(job, reason) {
  if (!jobs.includes(job)) return;
  if (job.sent) {
    kill();
    warmUp(); // for the run that is likely to follow
  }
  finish(job, { status: "stopped", reason, output: job.output });
}

// Python could not start (then nobody can run), or it broke down in the middle of a run.
function fail(message) {
  console.warn("Python:", message);
  const [job] = jobs;
  if (ready && job?.sent) return stop(job, "crash");
  kill();
  for (const waiting of jobs.splice(0))
    waiting.resolve({ status: "stopped", reason: "unavailable", output: "" });
}

function kill() {
  clearTimeout(timer);
  worker.terminate();
  worker = null;
  ready = false;
}
