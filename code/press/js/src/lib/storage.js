// The reader's records (records.js), kept in this browser as nnbook:v1:KIND:ID. Where
// the browser refuses (private window, full), they live as long as the page.
import { clean, merge } from "./records.js";

const PREFIX = "nnbook:v1:";
const unkept = new Map(); // what the browser did not take
const listeners = new Set();

/** The record of an exercise or question; {} where there is none. */
export function read(kind, id) {
  try {
    return clean(kind, JSON.parse(textAt(`${PREFIX}${kind}:${id}`)));
  } catch {
    return {}; // not what we wrote
  }
}

/** Change fields of a record; false where the browser does not keep it. */
export function write(kind, id, changes) {
  const before = read(kind, id);
  const solved = Boolean(before.solved || changes.solved);
  return put(`${kind}:${id}`, { ...before, ...changes, solved });
}

/** All records, {"exercise:weighted-sum": {...}}. */
export function all() {
  const found = keys().map((key) => key.slice(PREFIX.length));
  return Object.fromEntries(found.sort().map((name) => [name, read(...parts(name))]));
}

/** Add records from elsewhere to those that are here; false where they are not kept. */
export function mergeAll(records) {
  const kept = Object.entries(records).map(([name, record]) =>
    put(name, merge(read(...parts(name)), record)),
  );
  return kept.every(Boolean);
}

/** Forget everything. */
export function clear() {
  for (const key of keys()) {
    unkept.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  }
  announce();
}

/** Call `listener` after every change, here or in another page; returns how to stop. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function parts(name) {
  const colon = name.indexOf(":");
  return [name.slice(0, colon), name.slice(colon + 1)];
}

function textAt(key) {
  return unkept.get(key) ?? localStorage.getItem(key);
}

function put(name, record) {
  const key = PREFIX + name;
  const text = JSON.stringify(record);
  try {
    localStorage.setItem(key, text);
    unkept.delete(key);
  } catch {
    unkept.set(key, text);
  }
  announce();
  return !unkept.has(key);
}

function keys() {
  let kept = [];
  try {
    kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    // the browser lets us keep nothing
  }
  return [...new Set([...kept, ...unkept.keys()])];
}

function announce() {
  for (const listener of listeners) listener();
}

globalThis.addEventListener?.("storage", (event) => {
  if (event.key === null || event.key.startsWith(PREFIX)) announce();
});
