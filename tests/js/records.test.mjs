// Two records become one in one place, in whatever order, and nothing that was typed is
// lost by it; records of other editions are read, and what cannot be read is kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { seeded } from "../../code/press/js/src/lib/random.js";
import {
  asText,
  drafts,
  empty,
  holds,
  mark,
  merge,
  putAside,
  read,
  replace,
  take,
} from "../../code/press/js/src/lib/records.js";

const code = (value, at = 0) => ({ value, at });
const values = (versions) => versions.map(({ value }) => value);
const same = (a, b, message) => assert.equal(asText(a), asText(b), message);
const everything = (record) =>
  new Set([...values(drafts(record)), ...values(record.aside)]);

// Some pages that work on one thing at once: each types over what it shows, puts aside,
// marks, and hears of the others at times of its own. `lost` is what nobody may lose: what
// each has typed last, and all that was put aside.
function pagesAtWork(seed, steps = 40) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const pages = ["a", "b", "c"].map((by) => ({
    by,
    record: empty(),
    shown: undefined,
    aside: [],
  }));
  for (let i = 0; i < steps; i++) {
    const page = pick(pages);
    const what = random();
    if (what < 0.5) {
      const next = code(`text ${Math.floor(random() * 12)}`, i + 1);
      const over = page.shown ? [page.shown.value] : [];
      page.record = replace(page.record, over, next, page.by);
      page.shown = next;
    } else if (what < 0.6 && page.shown) {
      page.record = putAside(page.record, page.shown);
      page.aside.push(page.shown.value);
    } else if (what < 0.7)
      page.record = mark(page.record, { tries: i, solved: random() < 0.2 });
    else page.record = merge(page.record, pick(pages).record);
  }
  return pages;
}

const SEEDS = Array.from({ length: 300 }, (_, i) => i + 1);

test("merging is commutative, associative and idempotent", () => {
  for (const seed of SEEDS) {
    const [a, b, c] = pagesAtWork(seed).map(({ record }) => record);
    same(merge(a, b), merge(b, a), `seed ${seed}`);
    same(merge(merge(a, b), c), merge(a, merge(b, c)), `seed ${seed}`);
    same(merge(a, a), a, `seed ${seed}`);
    same(merge(merge(a, b), b), merge(a, b), `seed ${seed}`);
    same(merge(a, empty()), a, `seed ${seed}`);
  }
});

test("so it is for records that were never written by this book", () => {
  const random = seeded(5);
  const some = (make) => Array.from({ length: Math.floor(random() * 4) }, make);
  const version = () => ({
    value: `text ${Math.floor(random() * 3)}`,
    at: Math.floor(random() * 3),
    ...(random() < 0.3 && { edition: "e1" }),
    ...(random() < 0.3 && { passed: true }),
  });
  const dot = () =>
    `${"ab"[Math.floor(random() * 2)]}.${1 + Math.floor(random() * 3)}`;
  const record = () =>
    read("exercise", {
      version: 2 + Math.floor(random() * 2),
      drafts: Object.fromEntries(some(() => [dot(), [version(), version()]])),
      seen: { a: Math.floor(random() * 4), b: "?" },
      aside: some(version),
      foreign: some(() => ({ mood: Math.floor(random() * 2) })),
      solved: random() < 0.5,
      tries: Math.floor(random() * 9),
    });
  for (let i = 0; i < 300; i++) {
    const [a, b, c] = [record(), record(), record()];
    same(merge(a, b), merge(b, a));
    same(merge(merge(a, b), c), merge(a, merge(b, c)));
    same(merge(a, a), a);
    same(read("exercise", JSON.parse(asText(a))), a);
  }
});

test("what each page typed last and did not see typed over is there when all is merged", () => {
  for (const seed of SEEDS) {
    const pages = pagesAtWork(seed);
    const all = pages.map(({ record }) => record).reduce(merge);
    for (const { by, record, shown, aside } of pages) {
      for (const value of aside) assert.ok(holds(all, value), `seed ${seed}`);
      if (!shown || holds(all, shown.value)) continue;
      // Then another page showed this very text, knew it, and typed on.
      const dot = `${by}.${record.seen[by]}`;
      const others = pages.filter((page) => page.by !== by);
      const known = others.some(
        (page) =>
          (page.record.seen[by] ?? 0) >= record.seen[by] &&
          !(dot in page.record.drafts),
      );
      assert.ok(known, `seed ${seed}: ${shown.value} is lost`);
    }
  }
});

test("two pages that go on from the same text: both versions are there", () => {
  const start = replace(empty(), [], code("v0", 1), "a");
  const one = replace(start, ["v0"], code("one", 2), "a");
  const other = replace(start, ["v0"], code("other", 3), "b");
  assert.deepEqual(values(drafts(merge(one, other))), ["other", "one"]);
  // One page that types on: only its last text.
  const on = replace(one, ["one"], code("one more", 4), "a");
  assert.deepEqual(values(drafts(merge(on, other))), ["one more", "other"]);
});

test("code that passed comes before newer code that did not", () => {
  const passed = replace(
    empty(),
    [],
    { ...code("good", 1), passed: true },
    "a",
  );
  const newer = replace(empty(), [], code("newer", 9), "b");
  assert.deepEqual(values(drafts(merge(passed, newer))), ["good", "newer"]);
});

test("what is solved on either side is solved, and the larger number counts", () => {
  const one = mark(empty(), { solved: true, tries: 3, hints: 0 });
  const other = mark(empty(), { solved: false, tries: 2, hints: 2 });
  const { solved, tries, hints } = merge(one, other);
  assert.deepEqual(
    { solved, tries, hints },
    { solved: true, tries: 3, hints: 2 },
  );
  assert.equal(merge(empty(), empty()).solved, undefined);
  same(mark(one, { solved: false, tries: -1, mood: 3 }), one);
});

test("a file brings all of its texts, and takes none away", () => {
  for (const seed of SEEDS) {
    const [{ record: mine }, { record: theirs }] = pagesAtWork(seed);
    const all = take(mine, theirs, "here");
    const kept = everything(all);
    for (const value of [...everything(mine), ...everything(theirs)])
      assert.ok(kept.has(value), `seed ${seed}: ${value} is lost`);
    for (const value of values(drafts(theirs)))
      assert.ok(holds(all, value), `seed ${seed}`);
    same(take(all, theirs, "here"), all, `seed ${seed}: twice is not once`);
  }
});

test("a copy of earlier work is offered, though it was typed over here", () => {
  const copy = replace(empty(), [], code("yesterday", 1), "a");
  const today = replace(copy, ["yesterday"], code("today", 2), "a");
  assert.deepEqual(values(drafts(merge(today, copy))), ["today"]);
  assert.deepEqual(values(drafts(take(today, copy, "a"))), [
    "today",
    "yesterday",
  ]);
});

test("work that went on elsewhere takes the place of what it went on from", () => {
  const here = replace(empty(), [], code("begun", 1), "a");
  const there = replace(here, ["begun"], code("finished", 2), "b");
  const all = take(here, there, "a");
  assert.deepEqual(values(drafts(all)), ["finished"]);
  assert.deepEqual(values(all.aside), ["begun"]);
});

// Made by the book's code of November 2026, which wrote version 1.
const OLD = JSON.parse(
  readFileSync(join(import.meta.dirname, "records-of-version-1.json"), "utf8"),
);
const readOld = (name) =>
  read(name.split(":")[0], JSON.parse(OLD.stored[`nnbook:v1:${name}`]));

test("a record of version 1 is read: code, what was put aside, and what was noted", () => {
  const record = readOld("exercise:weighted-sum");
  assert.deepEqual(values(drafts(record)), [
    "def weighted_sum(x, w, b):\n    return 2\n",
  ]);
  assert.deepEqual(values(record.aside), [
    "def weighted_sum(x, w, b):\n    return 1\n",
  ]);
  const { solved, tries, hints, foreign } = record;
  const noted = { solved: true, tries: 2, hints: 1, foreign: [] };
  assert.deepEqual({ solved, tries, hints, foreign }, noted);
  const answers = [
    "from-input-to-spike",
    "what-stands-for-the-synapse",
    "net-input-by-hand",
  ];
  assert.deepEqual(
    answers.map((id) => values(drafts(readOld(`question:${id}`)))),
    [[[1, 0, 2]], [2], ["0.25"]],
  );
});

test("a record of version 1 that is read again brings nothing back", () => {
  const old = readOld("exercise:weighted-sum");
  const [{ value }] = drafts(old);
  const typed = replace(old, [value], code("new", 1), "a");
  same(merge(typed, readOld("exercise:weighted-sum")), typed);
});

test("what a page of the edition before types meanwhile is another version", () => {
  const old = read("exercise", { code: "old" });
  const typed = replace(old, ["old"], code("new", 1), "a");
  const all = merge(typed, read("exercise", { code: "old page" }));
  assert.deepEqual(values(drafts(all)), ["new", "old page"]);
});

for (const [what, kind, raw] of [
  ["of a later version", "exercise", { version: 3, drafts: {}, mood: "good" }],
  ["with a field of a wrong type", "exercise", { code: 3, tries: 2 }],
  ["with fields that nobody knows", "exercise", { code: "x", mood: "good" }],
  ["that is a list", "exercise", [1]],
  ["with an answer of no kind", "question", { answer: -1 }],
  [
    "with a draft that has no name",
    "exercise",
    { version: 2, drafts: { a: [code("x")] } },
  ],
])
  test(`a record ${what} is kept as it was`, () => {
    const record = read(kind, raw);
    assert.deepEqual(record.foreign, [raw]);
    same(read(kind, JSON.parse(asText(record))), record);
    assert.equal(merge(record, record).foreign.length, 1);
  });

test("of a later version, what can be read is used", () => {
  const raw = {
    version: 7,
    drafts: { "x.1": [{ value: "later", at: 5, mood: 1 }] },
    solved: true,
    more: {},
  };
  const record = read("exercise", raw);
  assert.deepEqual(values(drafts(record)), ["later"]);
  assert.equal(record.solved, true);
  assert.deepEqual(
    values(drafts(read("exercise", { version: 9, code: "c" }))),
    ["c"],
  );
});

for (const answer of [-1, 1.5, 1e9, null, true, {}, [[0]], [1, 1], ["a"], [-1]])
  test(`${JSON.stringify(answer)} is no answer`, () => {
    const raw = { version: 2, drafts: { "a.1": [{ value: answer, at: 1 }] } };
    assert.deepEqual(drafts(read("question", raw)), []);
  });
