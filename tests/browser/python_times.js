// How long Python takes in a page, in ms: a function of {base, job}. `cold` is from the
// click that loads Python's script to the first verdict, `second` from the click right
// after it, `afterLoop` from the click after an endless loop was stopped, `warm` (several)
// from clicks of a reader who has thought in between.
async ({ base, job }) => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const began = performance.now();
  const script = document.createElement("script");
  script.src = `${base}python.js`;
  const loaded = new Promise((resolve) => (script.onload = resolve));
  document.head.append(script);
  await loaded;
  const { signal } = new AbortController();
  const sandbox = await window.nnbookPython.openSandbox(base, { signal, progress() {} });

  async function time(source = job.source, hear = () => {}) {
    const start = performance.now();
    const { result, stop } = sandbox.grade({ ...job, source }, (name) => hear(name, stop));
    const { status } = await result;
    return { status, ms: performance.now() - start };
  }

  const verdicts = [await time()];
  const cold = performance.now() - began;
  verdicts.push(await time());
  await time("while True: pass", (name, stop) => {
    if (name === "running") setTimeout(stop, 2000);
  });
  verdicts.push(await time());
  for (let i = 0; i < 5; i++) {
    await pause(1500);
    verdicts.push(await time());
  }
  sandbox.close();
  const [, second, afterLoop, ...warm] = verdicts.map(({ ms }) => ms);
  const passed = verdicts.every(({ status }) => status === "passed");
  return { cold, second, afterLoop, warm, passed };
};
