// What is kept of a reader's work on one thing (an exercise, a question, a code cell), as
// plain data, and the one place where two such records become one: what two tabs typed,
// what a file brings.
//
//   {version: 2,
//    drafts: {"k3x9.4": [typed]},  what is being worked on, by who wrote it: what the page
//                                  k3x9 typed its fourth time. Several where two pages
//                                  went on from the same text, each by itself.
//    seen: {k3x9: 4},              how often each page has typed, as far as is known here.
//                                  What is seen and no draft has been typed over.
//    aside: [typed, ...],          what the reader has put aside
//    foreign: [...],               whole records of which this edition cannot read all
//    solved, tries, hints}         what is noted beside it
//
// where typed is {value, at, edition, passed}: the code or the answer, when (ms, 0 where
// nobody knows), for which edition of the book's text, and whether it passed the checks
// (of a prediction: was committed to). What may be typed is declared in code/press/state.py.
import declared from "../state/records.json" with { type: "json" };
import { editionOf } from "./edition.js";
import { fits } from "./state.js";

/** @typedef {{value: any, at: number, edition?: string, passed?: boolean}} Version */
/**
 * @typedef {{version: number, drafts: Record<string, Version[]>,
 *   seen: Record<string, number>, aside: Version[], foreign: any[], solved?: boolean,
 *   tries?: number, hints?: number}} Work
 */

const VERSION = 2;
const DOT = /^([\w-]{1,40})\.([1-9]\d{0,8})$/;

// What records of version 1 had beside the marks.
const OLD = { exercise: ["code", "earlier"], question: ["answer"], cell: [] };

/** Whether the records of this book are about such things: exercise, question, cell. */
export const isKind = (kind) => Object.hasOwn(OLD, kind);

/** Whether this can be the answer to a question; of any kind, where none is named. */
export function isAnswer(value, kind) {
  const kinds = kind ? [kind] : ["choice", "number", "order"];
  return kinds.some((name) => fits(declared.values[name], value));
}

const isValue = (kind, value) =>
  kind === "question" ? isAnswer(value) : fits(declared.values[kind], value);

/** Whether two values are the same code or answer. */
export const sameValue = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A record with nothing in it.
 * @returns {Work}
 */
export const empty = () => inOrder({});

/**
 * Read a record of any edition. What this one cannot read of it is kept as it was.
 * @param {string} kind
 */
export function read(kind, raw) {
  const record = merge(readOld(kind, raw), readDrafts(kind, raw));
  const whole = isOld(kind, raw) || JSON.stringify(sorted(raw)) === asText(record);
  return whole ? record : merge(record, inOrder({ foreign: [raw] }));
}

/** The text of a record: the same for two that are the same. */
export const asText = (record) => JSON.stringify(sorted(record));

// Version 1 was {code, earlier: [code, ...], solved, tries, hints}, and {answer, solved,
// tries}. It is called by its text, so that it is the same draft whenever it is read.
function readOld(kind, raw) {
  if (!isObject(raw)) return empty();
  const value = kind === "question" ? raw.answer : raw.code;
  const drafts = {};
  if (isValue(kind, value))
    drafts[`v1-${editionOf(JSON.stringify(value))}.1`] = [{ value, at: 0 }];
  const earlier = Array.isArray(raw.earlier) ? raw.earlier : [];
  const aside = earlier.map((code, at) => typed(kind, { value: code, at }));
  return inOrder({ drafts, seen: seenIn(drafts), aside: aside.flat() });
}

function isOld(kind, raw) {
  if (!isObject(raw) || "version" in raw) return false;
  return Object.entries(raw).every(([name, value]) => {
    if (isMark(name, value)) return true;
    if (!OLD[kind].includes(name)) return false;
    if (name !== "earlier") return isValue(kind, value);
    return Array.isArray(value) && value.every((code) => isValue(kind, code));
  });
}

function readDrafts(kind, raw) {
  if (!isObject(raw)) return empty();
  const drafts = {};
  for (const [dot, list] of entries(raw.drafts)) {
    const found = union(readList(kind, list));
    if (DOT.test(dot) && found.length) drafts[dot] = found;
  }
  const seen = entries(raw.seen).filter(([by, n]) => DOT.test(`${by}.${n}`));
  return inOrder({
    drafts,
    seen: most(Object.fromEntries(seen), seenIn(drafts)),
    aside: readList(kind, raw.aside),
    foreign: Array.isArray(raw.foreign) ? raw.foreign : [],
    ...Object.fromEntries(Object.entries(raw).filter((mark) => isMark(...mark))),
  });
}

const readList = (kind, list) =>
  Array.isArray(list) ? list.flatMap((one) => typed(kind, one)) : [];

// A version as a list of one, of none where it is no version.
function typed(kind, raw) {
  const { value, at, edition, passed } = isObject(raw) ? raw : {};
  if (!isValue(kind, value)) return [];
  const version = {
    value,
    at: Number.isSafeInteger(at) && at > 0 ? at : 0,
    ...(typeof edition === "string" && edition.length < 100 && { edition }),
    ...(passed === true && { passed }),
  };
  return [version];
}

/**
 * One record of two. It does not matter which is first, nor in which order several are
 * merged, nor how often. A draft is gone only where one of them has seen it typed over.
 */
export function merge(one, other) {
  const drafts = {};
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ])
    for (const [dot, list] of Object.entries(mine.drafts)) {
      const both = Object.hasOwn(theirs.drafts, dot);
      if (both) drafts[dot] = union(list, theirs.drafts[dot]);
      else if (!isSeen(theirs, dot)) drafts[dot] = list;
    }
  const marks = Object.keys(declared.marks).map((name) => {
    const found = [one[name], other[name]].filter((value) => value !== undefined);
    if (!found.length) return [];
    return [[name, found.reduce((a, b) => (a > b ? a : b))]]; // true is more than false
  });
  return inOrder({
    drafts,
    seen: most(one.seen, other.seen),
    aside: union(one.aside, other.aside),
    foreign: each([...one.foreign, ...other.foreign]),
    ...Object.fromEntries(marks.flat()),
  });
}

/**
 * What a file holds joins what is here, and every text of both is kept: also a draft that
 * was typed over since the file was made is a draft again, to be offered.
 */
export function take(mine, theirs, by) {
  let all = merge(mine, theirs);
  for (const version of drafts(theirs))
    if (!holds(all, version.value)) all = replace(all, [], version, by);
  for (const version of drafts(mine))
    if (!holds(all, version.value)) all = putAside(all, version);
  return all;
}

/** What is being worked on, the best first: what passed, then the newest. */
export function drafts(record) {
  return union(Object.values(record.drafts).flat())
    .reverse()
    .sort((a, b) => Number(b.passed ?? false) - Number(a.passed ?? false));
}

/** Whether a record has this code or answer, as a draft or put aside. */
export const holds = (record, value) =>
  [...drafts(record), ...record.aside].some((one) => sameValue(one.value, value));

/**
 * The record once the page `by` has typed `version` over the drafts whose values are given;
 * nothing stays of these where there is no version.
 */
export function replace(record, values, version, by) {
  const left = {};
  for (const [dot, list] of Object.entries(record.drafts)) {
    const rest = list.filter((one) => !values.some((v) => sameValue(v, one.value)));
    if (rest.length) left[dot] = rest;
  }
  if (!version) return inOrder({ ...record, drafts: left });
  const n = (record.seen[by] ?? 0) + 1;
  left[`${by}.${n}`] = [version];
  return inOrder({ ...record, drafts: left, seen: { ...record.seen, [by]: n } });
}

/** The record with one more version put aside. */
export const putAside = (record, version) =>
  inOrder({ ...record, aside: union(record.aside, [version]) });

/** The record with what is noted beside the work: {solved, tries, hints}. */
export const mark = (record, marks) =>
  merge(record, inOrder(Object.fromEntries(Object.entries(marks).filter(isKnown))));

const isKnown = ([name, value]) => isMark(name, value);

const isMark = (name, value) =>
  Object.hasOwn(declared.marks, name) && fits(declared.marks[name], value);

// Each value once, the oldest first.
function union(...lists) {
  const found = new Map();
  for (const version of lists.flat()) {
    const key = JSON.stringify(version.value);
    found.set(key, found.has(key) ? joined(found.get(key), version) : version);
  }
  return [...found.values()].sort(
    (a, b) =>
      a.at - b.at || (JSON.stringify(a.value) < JSON.stringify(b.value) ? -1 : 1),
  );
}

function joined(a, b) {
  const later = a.at - b.at || ((a.edition ?? "") < (b.edition ?? "") ? -1 : 1);
  const { value, at, edition } = later > 0 ? a : b;
  const passed = a.passed || b.passed;
  return { value, at, ...(edition && { edition }), ...(passed && { passed }) };
}

// Each of some records once, always in the same order.
function each(raws) {
  const found = new Map(raws.map((raw) => [asText(raw), raw]));
  return [...found.keys()].sort().map((key) => found.get(key));
}

function isSeen({ seen }, dot) {
  const [by, n] = partsOf(dot);
  return Object.hasOwn(seen, by) && n <= seen[by];
}

function seenIn(drafts) {
  const seen = Object.keys(drafts).map((dot) => [partsOf(dot)]);
  return seen.map((one) => Object.fromEntries(one)).reduce(most, {});
}

// A draft's name: [who wrote it, its how manieth].
function partsOf(dot) {
  const at = dot.lastIndexOf(".");
  return [dot.slice(0, at), Number(dot.slice(at + 1))];
}

// For each name the larger number.
function most(one, other) {
  const both = new Map(Object.entries(one));
  for (const [by, n] of Object.entries(other))
    both.set(by, Math.max(n, both.get(by) ?? 0));
  return Object.fromEntries(both);
}

const isObject = (raw) =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

const entries = (raw) => (isObject(raw) ? Object.entries(raw) : []);

/**
 * @param {Partial<Work>} parts
 * @returns {Work}
 */
function inOrder({ drafts = {}, seen = {}, aside = [], foreign = [], ...marks }) {
  return { ...marks, version: VERSION, drafts, seen, aside, foreign };
}

function sorted(raw) {
  if (Array.isArray(raw)) return raw.map(sorted);
  if (!isObject(raw)) return raw;
  const names = Object.keys(raw).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(raw[name])]));
}
