// The reader's records (records.js), kept in this browser as nnbook:work:KIND:ID. Version
// 1 had other keys: these are read, and left as they are. Where the browser refuses
// (private window, full), records live as long as the page. Other pages may write the
// same record at any time: what this page wrote is merged into what they leave.
import { asText, empty, isKind, merge, read, take } from "./records.js";

const KEY = "nnbook:work:";
const OLD_KEY = "nnbook:v1:";
const NAME = /^(\w+):([\w./-]+)$/;

/** What this page is called in the records. */
export const PAGE = [...crypto.getRandomValues(new Uint8Array(8))]
  .map((byte) => (byte % 36).toString(36))
  .join("");

const written = new Map(); // the records as this page wrote them last, by name
const unkept = new Set(); // names of those that the browser did not take
const listeners = new Set(); // [listener, the name that it is for or undefined]
let takenAway = true; // whether the reader has a file of what is not kept

/** Whether this names a record, as "exercise:weighted-sum" does. */
export const isName = (name) => isKind(NAME.exec(name)?.[1]);

/** The record of this name; an empty one where there is none. */
export function load(name) {
  const stored = merge(recordIn(name, OLD_KEY), recordIn(name, KEY));
  return written.has(name) ? merge(stored, written.get(name)) : stored;
}

/** Keep a record; false where the browser does not. */
export function save(name, record) {
  written.set(name, record);
  const kept = keep(name);
  if (kept) for (const other of unkept) keep(other);
  announce(name);
  return kept;
}

/** All records, {"exercise:weighted-sum": {...}}. */
export function all() {
  return Object.fromEntries([...names()].sort().map((name) => [name, load(name)]));
}

/** Records from elsewhere join those that are here; false where they are not kept. */
export function takeAll(records) {
  const kept = Object.entries(records).map(([name, theirs]) =>
    save(name, take(load(name), theirs, PAGE)),
  );
  return kept.every(Boolean);
}

/** Forget everything. */
export function clear() {
  for (const name of names())
    for (const key of [KEY, OLD_KEY])
      try {
        localStorage.removeItem(key + name);
      } catch {
        // nothing was kept
      }
  written.clear();
  unkept.clear();
  announce();
}

/** Whether there is work that the browser did not take, and the reader has in no file. */
export const atRisk = () => unkept.size > 0 && !takenAway;

/** Whether there is work that the browser did not take. */
export const isUnkept = () => unkept.size > 0;

/** Try again to keep what the browser did not take; whether that went well. */
export function retry() {
  for (const name of unkept) keep(name);
  announce();
  return !isUnkept();
}

/** The reader has all records in a file now. */
export function wasTakenAway() {
  takenAway = true;
  announce();
}

/**
 * Call `listener` after every change, here or in another page; of one record, where it is
 * named. Returns how to stop.
 */
export function onChange(listener, name) {
  const entry = [listener, name];
  listeners.add(entry);
  return () => listeners.delete(entry);
}

function recordIn(name, prefix) {
  const text = textAt(prefix + name);
  // What was kept and is no longer there was forgotten, in another page.
  if (text === null && prefix === KEY && !unkept.has(name)) written.delete(name);
  return text === null || text === undefined ? empty() : fromText(name, text);
}

function fromText(name, text) {
  const kind = name.slice(0, name.indexOf(":"));
  try {
    return read(kind, JSON.parse(text));
  } catch {
    return { ...empty(), foreign: [text] }; // not what we wrote
  }
}

// Undefined where the browser refuses to say.
function textAt(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

function keep(name) {
  try {
    localStorage.setItem(KEY + name, asText(written.get(name)));
    unkept.delete(name);
    return true;
  } catch {
    unkept.add(name);
    takenAway = false;
    return false;
  }
}

function names() {
  let keys = [];
  try {
    keys = Object.keys(localStorage);
  } catch {
    // the browser lets us keep nothing
  }
  const kept = keys.map((key) =>
    [KEY, OLD_KEY]
      .filter((prefix) => key.startsWith(prefix))
      .map((prefix) => key.slice(prefix.length)),
  );
  return new Set([...kept.flat().filter(isName), ...written.keys()]);
}

function announce(name) {
  for (const [listener, its] of listeners)
    if (!name || !its || name === its) listener();
}

// Another page has written a record. Where both wrote at the same moment, what this one
// wrote may be missing there.
function follow(name) {
  const mine = written.get(name);
  const theirs = textAt(KEY + name);
  if (mine && theirs) {
    const both = merge(fromText(name, theirs), mine);
    written.set(name, both);
    if (asText(both) !== theirs) keep(name);
  }
  announce(name);
}

function followAll() {
  for (const name of written.keys()) follow(name);
  announce();
}

globalThis.addEventListener?.("storage", ({ key }) => {
  if (key === null) announce();
  else if (key.startsWith(KEY)) follow(key.slice(KEY.length));
  else if (key.startsWith(OLD_KEY)) announce(key.slice(OLD_KEY.length));
});
// A page that was asleep has heard of nothing.
globalThis.addEventListener?.("pageshow", ({ persisted }) => persisted && followAll());
