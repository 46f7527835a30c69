// Records are kept in localStorage; where that refuses, they live as long as the page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  all,
  clear,
  mergeAll,
  onChange,
  read,
  write,
} from "../../code/press/js/src/lib/storage.js";

// As in a browser: the items are the object's own enumerable properties.
function fakeStorage(refuse = false) {
  const hidden = (value) => ({ value, enumerable: false });
  return Object.create(Object.prototype, {
    getItem: hidden(function (key) {
      return this[key] ?? null;
    }),
    setItem: hidden(function (key, value) {
      if (refuse) throw new Error("QuotaExceededError");
      this[key] = value;
    }),
    removeItem: hidden(function (key) {
      delete this[key];
    }),
  });
}

beforeEach(() => {
  globalThis.localStorage = fakeStorage();
  clear();
});

test("a record is kept under its key and read back", () => {
  assert.equal(write("exercise", "sum", { code: "x = 1" }), true);
  assert.deepEqual(read("exercise", "sum"), { code: "x = 1", solved: false });
  assert.deepEqual(Object.keys(localStorage), ["nnbook:v1:exercise:sum"]);
});

test("what is solved stays solved while the code changes", () => {
  write("exercise", "sum", { code: "a", solved: true });
  write("exercise", "sum", { code: "b", solved: false });
  assert.deepEqual(read("exercise", "sum"), { code: "b", solved: true });
});

test("a field is removed by undefined", () => {
  write("exercise", "sum", { earlier: ["a"] });
  write("exercise", "sum", { earlier: undefined });
  assert.deepEqual(read("exercise", "sum"), { solved: false });
});

test("what somebody else wrote under the key does no harm", () => {
  localStorage["nnbook:v1:exercise:sum"] = "{broken";
  assert.deepEqual(read("exercise", "sum"), {});
  localStorage["nnbook:v1:exercise:sum"] = '{"code": 3, "tries": 2}';
  assert.deepEqual(read("exercise", "sum"), { tries: 2 });
});

test("a browser that refuses loses nothing while the page is open", () => {
  globalThis.localStorage = fakeStorage(true);
  assert.equal(write("exercise", "sum", { code: "x" }), false);
  assert.equal(write("exercise", "sum", { solved: true }), false);
  assert.deepEqual(read("exercise", "sum"), { code: "x", solved: true });
  assert.deepEqual(all(), { "exercise:sum": { code: "x", solved: true } });
  clear();
  assert.deepEqual(all(), {});
});

test("no localStorage at all is the same", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  assert.equal(write("question", "xor", { answer: 2 }), false);
  assert.equal(read("question", "xor").answer, 2);
  assert.deepEqual(Object.keys(all()), ["question:xor"]);
  clear();
  assert.deepEqual(read("question", "xor"), {});
  Object.defineProperty(globalThis, "localStorage", { value: null, writable: true });
});

test("what was refused is kept once there is room", () => {
  globalThis.localStorage = fakeStorage(true);
  write("exercise", "sum", { code: "x" });
  globalThis.localStorage = fakeStorage();
  assert.equal(write("exercise", "sum", { tries: 1 }), true);
  assert.deepEqual(read("exercise", "sum"), { code: "x", tries: 1, solved: false });
});

test("imported records join those that are here", () => {
  write("exercise", "sum", { code: "mine" });
  write("exercise", "other", { solved: true });
  const records = {
    "exercise:sum": { code: "theirs", solved: true },
    "exercise:other": { solved: false },
    "question:xor": { answer: 1, solved: true },
  };
  assert.equal(mergeAll(records), true);
  assert.deepEqual(all(), {
    "exercise:other": { solved: true },
    "exercise:sum": { code: "theirs", earlier: ["mine"], solved: true },
    "question:xor": { answer: 1, solved: true },
  });
});

test("clear leaves the keys of others alone", () => {
  localStorage.theme = "dark";
  write("exercise", "sum", { code: "x" });
  clear();
  assert.deepEqual(Object.keys(localStorage), ["theme"]);
});

test("listeners hear every change", () => {
  let heard = 0;
  onChange(() => heard++);
  write("exercise", "sum", { code: "x" });
  mergeAll({ "exercise:sum": { code: "y" } });
  clear();
  assert.equal(heard, 3);
});
