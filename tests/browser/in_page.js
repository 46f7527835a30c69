// What the tests of the sandbox do in a page, in Chromium and in Firefox: a function of
// {base, checks, programs}, which grades the programs one after the other in a sandbox.
async ({ base, checks, programs }) => {
  const script = document.createElement("script");
  script.src = `${base}python.js`;
  const loaded = new Promise((resolve) => (script.onload = resolve));
  document.head.append(script);
  await loaded;
  const signal = new AbortController().signal;
  const sandbox = await window.nnbookPython.openSandbox(base, { signal, progress() {} });
  window.sandbox = sandbox;
  const verdicts = {};
  const late = {};
  for (const [name, source] of Object.entries(programs)) {
    const job = { source, checks, mistakes: [] };
    let over = false;
    const { result, stop } = sandbox.grade(job, (event, data) => {
      if (over) (late[name] ??= []).push([event, data]);
      else if (event === "running")
        setTimeout(stop, source.startsWith("while") ? 500 : 10_000);
    });
    verdicts[name] = await result;
    over = true;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { verdicts, late };
};
