// The reader's work in a browser: two tabs, an old edition, a file, storage that is full or
// refused. Nothing that was typed is lost, and nothing that is shown is replaced.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { read } from "../../code/press/js/src/lib/records.js";
import { seeded } from "../../code/press/js/src/lib/random.js";
import { smallBrowser } from "./small-browser.mjs";

const KEY = "nnbook:work:exercise:sum";
const OLD = JSON.parse(
  readFileSync(join(import.meta.dirname, "records-of-version-1.json"), "utf8"),
);
const values = (versions) => versions.map(({ value }) => value);
const openSum = (tab) =>
  tab.openWork("exercise", "sum", { start: "...", edition: "e1" });

async function twoTabs(items) {
  const browser = smallBrowser(items);
  return [browser, await browser.open(), await browser.open()];
}

test("what is typed is there again, with its version, under its key", async () => {
  const [browser, one, other] = await twoTabs();
  assert.equal(openSum(one).write("x = 1"), true);
  assert.deepEqual(Object.keys(browser.items), [KEY]);
  const record = JSON.parse(browser.items[KEY]);
  assert.equal(record.version, 2);
  const [[typed]] = Object.values(record.drafts);
  assert.equal(typed.value, "x = 1");
  assert.equal(typed.edition, "e1");
  assert.ok(Math.abs(typed.at - Date.now()) < 60_000);
  const work = openSum(other);
  assert.deepEqual([work.value, work.others, work.aside], ["x = 1", [], []]);
});

test("two tabs type at once: both are kept and offered, neither is replaced", async () => {
  const [browser, one, other] = await twoTabs();
  const [a, b] = [openSum(one), openSum(other)];
  for (const text of ["a", "ab", "abc"]) a.write(text);
  for (const text of ["x", "xy"]) b.write(text);
  a.write("abcd");
  assert.deepEqual([a.value, b.value], ["abcd", "xy"]);
  assert.deepEqual([values(a.others), values(b.others)], [["xy"], ["abcd"]]);
  // And so a page that is opened later.
  const late = openSum(await browser.open());
  assert.deepEqual([late.value, ...values(late.others)].sort(), ["abcd", "xy"]);
});

test("use: the other version is shown, and mine is put aside", async () => {
  const [, one, other] = await twoTabs();
  const [a, b] = [openSum(one), openSum(other)];
  a.write("mine");
  b.write("other");
  a.use(a.others[0]);
  assert.deepEqual(
    [a.value, values(a.others), values(a.aside)],
    ["other", [], ["mine"]],
  );
  assert.deepEqual([b.value, values(b.others)], ["other", []]);
  a.bringBack();
  assert.equal(a.value, "mine");
  assert.deepEqual(values(b.others), ["mine"]); // b still shows the other
});

test("keep: mine stays, and the other version is put aside", async () => {
  const [browser, one, other] = await twoTabs();
  const [a, b] = [openSum(one), openSum(other)];
  a.write("mine");
  b.write("other");
  a.keep(a.others[0]);
  assert.deepEqual(
    [a.value, values(a.others), values(a.aside)],
    ["mine", [], ["other"]],
  );
  const late = openSum(await browser.open());
  assert.deepEqual([late.value, late.others], ["mine", []]);
});

test("a tab that goes on from what another shows leaves it where it can be found", async () => {
  const [browser, one] = await twoTabs();
  const a = openSum(one);
  a.write("a");
  const b = openSum(await browser.open());
  b.write("ab");
  assert.deepEqual([a.value, values(a.others)], ["a", ["ab"]]);
  assert.deepEqual(values(b.aside), ["a"]); // a still shows it
  a.write("ac");
  assert.deepEqual([values(a.others), values(b.others)], [["ab"], ["ac"]]);
});

test("a page that shows what the book gives is not filled by another", async () => {
  const [, one, other] = await twoTabs();
  const [a, b] = [openSum(one), openSum(other)];
  a.write("a");
  assert.equal(b.value, "...");
  assert.deepEqual(values(b.others), ["a"]);
  b.write("b");
  assert.deepEqual([values(a.others), values(b.others)], [["b"], ["a"]]);
});

test("two tabs that write at the same moment do not lose each other's version", async () => {
  const [browser, one, other] = await twoTabs();
  const [a, b] = [openSum(one), openSum(other)];
  a.write("a");
  b.write("b");
  // Each tab's own copy of the storage: the later write wipes out the earlier.
  browser.isHeld = true;
  const before = browser.items[KEY];
  a.write("a2");
  browser.items[KEY] = before;
  b.write("b2");
  browser.isHeld = false;
  browser.deliver();
  assert.deepEqual([values(a.others), values(b.others)], [["b2"], ["a2"]]);
});

test("whatever three tabs do, what each shows and what was put aside is kept", async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const browser = smallBrowser();
    const open = async () => openSum(await browser.open());
    const pages = [await open(), await open(), await open()];
    for (let i = 0; i < 40; i++) {
      const page = pick(pages);
      const [other] = page.others;
      const shown = pages.map(({ value }) => value);
      const what = random();
      if (what < 0.6) page.write(`text ${Math.floor(random() * 15)}`);
      else if (what < 0.7) page.restart();
      else if (what < 0.8) page.bringBack();
      else if (what < 0.9 && other) page.use(other);
      else if (other) page.keep(other);
      pages.forEach((one, n) => {
        if (one !== page)
          assert.equal(one.value, shown[n], "replaced by another tab");
      });
      if (i % 4) continue;
      const late = await open();
      const kept = new Set([
        late.value,
        ...values(late.others),
        ...values(late.aside),
      ]);
      for (const { value } of pages)
        assert.ok(
          value === "..." || kept.has(value),
          `seed ${seed}: ${value} is lost`,
        );
    }
  }
});

test("a record of version 1 goes on working, and stays as it was", async () => {
  const browser = smallBrowser(OLD.stored);
  const tab = await browser.open();
  const open = (one) =>
    one.openWork("exercise", "weighted-sum", { start: "...", edition: "e1" });
  const work = open(tab);
  assert.equal(work.value, "def weighted_sum(x, w, b):\n    return 2\n");
  assert.deepEqual(values(work.aside), [
    "def weighted_sum(x, w, b):\n    return 1\n",
  ]);
  assert.deepEqual(work.marks, { solved: true, tries: 2, hints: 1 });
  assert.equal(work.outdated, false); // nobody knows
  work.write("new");
  const later = open(await browser.open());
  assert.deepEqual([later.value, later.others], ["new", []]);
  for (const [key, text] of Object.entries(OLD.stored))
    assert.equal(browser.items[key], text);
  assert.deepEqual(Object.keys(tab.all()), [
    "exercise:no-longer-there",
    "exercise:weighted-sum",
    "question:from-input-to-spike",
    "question:net-input-by-hand",
    "question:what-stands-for-the-synapse",
  ]);
});

test("what a page of the edition before types is another version here", async () => {
  const browser = smallBrowser(OLD.stored);
  const tab = await browser.open();
  const work = tab.openWork("exercise", "weighted-sum", { start: "..." });
  work.write("new");
  const record = { code: "typed in the old page", solved: true };
  browser.items["nnbook:v1:exercise:weighted-sum"] = JSON.stringify(record);
  tab.listeners.storage({ key: "nnbook:v1:exercise:weighted-sum" });
  assert.equal(work.value, "new");
  assert.deepEqual(values(work.others), ["typed in the old page"]);
});

test("a later edition's record is used as far as can be, and never lost", async () => {
  const raw = {
    version: 9,
    drafts: { "z.3": [{ value: "later", at: 1 }] },
    mood: 1,
  };
  const browser = smallBrowser({ [KEY]: JSON.stringify(raw) });
  const tab = await browser.open();
  const work = openSum(tab);
  assert.equal(work.value, "later");
  work.write("now");
  assert.deepEqual(tab.load("exercise:sum").foreign, [raw]);
});

test("what cannot be read at all is kept, too", async () => {
  const browser = smallBrowser({ [KEY]: "{broken" });
  const tab = await browser.open();
  const work = openSum(tab);
  assert.equal(work.value, "...");
  work.write("now");
  const again = openSum(await browser.open());
  assert.equal(again.value, "now");
  assert.deepEqual(tab.load("exercise:sum").foreign, ["{broken"]);
});

test("code for another edition of the exercise is told, and either may be kept", async () => {
  for (const way of ["keepForThisEdition", "restart"]) {
    const browser = smallBrowser();
    const before = await browser.open();
    before
      .openWork("exercise", "sum", { start: "old", edition: "e0" })
      .write("mine");
    const work = openSum(await browser.open());
    assert.deepEqual([work.value, work.outdated], ["mine", true]);
    work.write("mine, later"); // typing alone does not settle it
    assert.equal(work.outdated, true);
    work.write("mine");
    work[way]();
    assert.equal(work.outdated, false);
    const later = openSum(await browser.open());
    if (way === "restart")
      assert.deepEqual([later.value, values(later.aside)], ["...", ["mine"]]);
    else assert.deepEqual([later.value, later.outdated], ["mine", false]);
  }
});

test("a file joins an open page: its version is offered", async () => {
  const [, one, other] = await twoTabs();
  const work = openSum(one);
  work.write("mine");
  const records = {
    "exercise:sum": read("exercise", { code: "theirs", solved: true }),
    "question:xor": read("question", { answer: 1, solved: true }),
  };
  assert.equal(other.takeAll(records), true);
  assert.equal(work.value, "mine");
  assert.deepEqual(values(work.others), ["theirs"]);
  assert.equal(work.marks.solved, true);
  assert.deepEqual(Object.keys(one.all()), ["exercise:sum", "question:xor"]);
});

for (const [what, refuse] of [
  ["is full", (browser) => (browser.room = 20)],
  ["is blocked", (browser) => (browser.refuses = true)],
])
  test(`a storage that ${what} loses nothing while the page is open`, async () => {
    const browser = smallBrowser();
    const tab = await browser.open();
    const work = openSum(tab);
    assert.deepEqual([tab.isUnkept(), tab.atRisk()], [false, false]);
    refuse(browser);
    assert.equal(work.write("a text that has no room"), false);
    assert.equal(work.note({ tries: 1 }), false);
    assert.equal(work.value, "a text that has no room");
    assert.equal(work.marks.tries, 1);
    assert.deepEqual([tab.isUnkept(), tab.atRisk()], [true, true]);
    assert.deepEqual(Object.keys(tab.all()), ["exercise:sum"]);
    assert.equal(tab.retry(), false);
    // A file has it, until more is typed.
    tab.wasTakenAway();
    assert.deepEqual([tab.isUnkept(), tab.atRisk()], [true, false]);
    work.write("more");
    assert.equal(tab.atRisk(), true);
    // And when there is room again, all of it is kept.
    tab.openWork("question", "xor").write(2);
    Object.assign(browser, { room: Infinity, refuses: false });
    work.write("and more");
    assert.equal(tab.isUnkept(), false);
    const late = await browser.open();
    assert.equal(openSum(late).value, "and more");
    assert.equal(late.openWork("question", "xor").value, 2);
  });

test("what was refused is kept once it is tried again", async () => {
  const browser = smallBrowser();
  browser.room = 10;
  const tab = await browser.open();
  openSum(tab).write("a text");
  browser.room = 1000;
  assert.equal(tab.retry(), true);
  assert.equal(openSum(await browser.open()).value, "a text");
});

test("to forget is to forget in all tabs, and in all versions", async () => {
  const [browser, one, other] = await twoTabs({ ...OLD.stored, theme: "dark" });
  const work = openSum(one);
  work.write("mine");
  other.clear();
  assert.deepEqual(browser.items, { theme: "dark" });
  assert.equal(work.value, "mine"); // it is still shown, and kept again once typed on
  assert.deepEqual(one.all(), {});
  work.write("mine, too");
  assert.deepEqual(values(openSum(await browser.open()).others), []);
  assert.deepEqual(Object.keys(browser.items), ["theme", KEY]);
});

test("what was put aside comes back in turn, and none is lost", async () => {
  const work = openSum(await smallBrowser().open());
  for (const text of ["one", "two", "three"]) {
    work.write(text);
    work.restart();
  }
  const seen = Array.from({ length: 6 }, () => (work.bringBack(), work.value));
  assert.deepEqual(seen, ["three", "two", "one", "three", "two", "one"]);
  assert.deepEqual(values(work.aside).sort(), ["three", "two"]);
});

test("what the book gives is not kept, so that a later edition of it is seen", async () => {
  const browser = smallBrowser();
  const work = openSum(await browser.open());
  work.write("a");
  work.write("...");
  assert.equal(openSum(await browser.open()).value, "...");
});

test("an answer that does not fit the question is not shown, and is kept", async () => {
  const browser = smallBrowser();
  const open = async (most) =>
    (await browser.open()).openWork("question", "xor", {
      fits: ({ value }) => value < most,
    });
  (await open(9)).write(7);
  const work = await open(3);
  assert.deepEqual(
    [work.value, work.others, work.hasMisfits],
    [undefined, [], true],
  );
  work.write(2);
  assert.equal((await open(3)).value, 2);
  const before = await open(9);
  assert.deepEqual([before.value, ...values(before.others)].sort(), [2, 7]);
});

test("listeners hear of their own record, and of all where they name none", async () => {
  const [, one, other] = await twoTabs();
  const heard = [];
  one.onChange(() => heard.push("all"));
  openSum(one).onChange(() => heard.push("sum"));
  openSum(other).write("x");
  assert.deepEqual(heard, ["all", "sum"]);
  other.openWork("question", "xor").write(1);
  assert.deepEqual(heard, ["all", "sum", "all"]);
});
