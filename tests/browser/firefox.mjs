// Opens pages in the system's Firefox, over WebDriver BiDi, and says what it met there.
//
// Reads {firefox, url, pages, exercise: {url, page, id, code, file, ways}, sandbox: {page,
// grade, task, tryAll}, cells: {url}} from its input and prints {pages: {page: {problems,
// figures, ready}}, exercise: {failed: {way: text}, state, said, problems}, sandbox:
// {verdicts, late, reached}, cells: {problems, ...}} as JSON.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

// The book's packages lie where its sources are.
const require = createRequire(
  new URL("../../code/press/js/package.json", import.meta.url),
);
const { default: puppeteer } = await import(require.resolve("puppeteer-core"));

const WAIT = 120_000; // ms; machines are shared and busy
const task = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: task.firefox,
  headless: true,
  protocolTimeout: WAIT,
});

/** A page of the book whose figures have been drawn, and a list of what went wrong. */
async function open(path, url = task.url) {
  const page = await browser.newPage();
  page.setDefaultTimeout(WAIT);
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page error: ${error}`));
  page.on("request", (request) => {
    if (
      !/^(data|blob|about):/.test(request.url()) &&
      !request.url().startsWith(url)
    )
      problems.push(`request to ${request.url()}`);
  });
  await page.goto(url + path, { waitUntil: "load" });
  // All start, also those far from the window, as when the page is printed.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction(
    () => !document.querySelector("[data-widget][data-state=loading]"),
  );
  return { page, problems };
}

async function look(path) {
  const { page, problems } = await open(path);
  const states = await page.$$eval("[data-widget]", (mounts) =>
    mounts.map((mount) => mount.dataset.state),
  );
  await page.close();
  const ready = states.filter((state) => state === "ready").length;
  return { problems, figures: states.length, ready };
}

async function chord(page, held, key) {
  await page.keyboard.down(held);
  await page.keyboard.press(key);
  await page.keyboard.up(held);
}

/** Work on an exercise while a file of Python's fails in several ways, and then comes. */
async function solve({ url, page: path, id, code, file, ways }) {
  const { page, problems } = await open(path, url);
  const root = `[data-exercise="${id}"]`;
  const press = (name) =>
    page.locator(`${root} ::-p-aria([name="${name}"][role="button"])`);
  const status = () =>
    page.$eval(`${root} .nn-status`, (node) => node.innerText);
  const failed = {};
  for (const way of ways) {
    await fetch(`${url}faults?${file}=${way}`);
    await press("Run").click();
    if (way === "hangs") await press("Stop").click();
    await page.waitForSelector(`${root}[data-state=stopped]`);
    failed[way] = await status();
  }
  await fetch(`${url}faults?`);
  await page.locator(`${root} ::-p-aria([role="textbox"])`).click();
  await page.waitForSelector(`${root} .cm-focused`);
  await chord(page, "Control", "a");
  for (const [i, line] of code.split("\n").entries()) {
    if (i) await page.keyboard.press("Enter");
    if (i && line) await chord(page, "Shift", "Home"); // over what Enter has indented
    if (line) await page.keyboard.type(line);
  }
  await press("Run").click();
  await page.waitForSelector(
    `${root}:is([data-state=passed], [data-state=failed])`,
  );
  const [state, said] = await page.$eval(root, (node) => [
    node.dataset.state,
    node.querySelector(".nn-result").innerText,
  ]);
  await page.close();
  return { failed, state, said, problems };
}

/** Grade programs in a sandbox, and try from inside of it all that reaches out. */
async function attack({ page: path, grade, task: programs, tryAll }) {
  const { page } = await open(path);
  const found = await page.evaluate(`(${grade})(${JSON.stringify(programs)})`);
  const frame = page.frames().find((one) => one.parentFrame());
  const leak = JSON.stringify(`${task.url}leak-`);
  const reached = await frame.evaluate(`(${tryAll})(${leak})`);
  await page.close();
  return { ...found, reached };
}

/** Run, change and stop the cells of the small chapter of live_book.py. */
async function live({ url }) {
  const { page, problems } = await open("index.html", url);
  const at = (number, selector = "") =>
    `[data-cell="${number}"] ${selector}`.trim();
  const press = (number, name) =>
    page
      .locator(`${at(number)} ::-p-aria([name="${name}"][role="button"])`)
      .click();
  const text = (number, selector) =>
    page.$eval(at(number, selector), (node) => node.innerText);
  const states = () =>
    page.$$eval("[data-cell]", (cells) =>
      cells.map((cell) => cell.dataset.state),
    );
  const reading = () => text(8, ".nn-cell-own .nn-reading");
  async function run(number, ...ends) {
    await press(number, `Run this: cell ${number}`);
    const ended = ends.map((state) => `[data-state=${state}]`);
    await page.waitForSelector(`${at(number)}:is(${ended})`);
  }
  /** @param {string[][]} keys chords, of one key or two */
  async function edit(number, keys, typed) {
    await press(number, `Edit cell ${number}`);
    await page.locator(at(number, ".cm-content")).click();
    await page.waitForSelector(at(number, ".cm-focused"));
    for (const [held, key] of keys) await chord(page, held, key);
    await page.keyboard.type(typed);
  }

  await run(8, "done");
  const found = {
    problems,
    ran: await states(),
    printed: await text(2, ".nn-cell-own"),
  };
  found.torch = await text(6, ".nn-cell-notes");
  found.before = await reading();
  await run(9, "done");
  found.set = await reading();
  const sliders = at(8, ".nn-cell-own :is([role=slider], [type=range])");
  await page.$$eval(sliders, (all) => all.at(-1).focus());
  await page.keyboard.press("ArrowRight");
  await run(10, "done");
  found.moved = await text(10, ".nn-cell-own");

  await edit(
    1,
    [
      ["Control", "End"],
      ["Shift", "ArrowLeft"],
    ],
    "0",
  ); // n = 0
  found.edited = await states();
  await run(5, "error", "done");
  found.error = await text(5, ".nn-cell-own");
  await edit(2, [["Control", "a"]], "while True: pass");
  await run(2, "running");
  await press(2, "Stop cell 2");
  await page.waitForSelector(`${at(2)}[data-state=stale]`);
  found.stopped = await text(2, "[role=status]");
  await press(2, "Restart the chapter's Python");
  found.restarted = await states();
  found.recorded = await page.$$eval(
    at(2, ".cell_output:not(.nn-cell-own)"),
    (all) => all.map((one) => one.innerText),
  );
  await page.close();
  return found;
}

try {
  const pages = {};
  for (const path of task.pages) pages[path] = await look(path);
  const exercise = await solve(task.exercise);
  const sandbox = await attack(task.sandbox);
  const cells = await live(task.cells);
  console.log(JSON.stringify({ pages, exercise, sandbox, cells }));
} finally {
  await browser.close();
}
