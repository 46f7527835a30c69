// One thing that a reader works on in an open page: what is shown of it, and what else
// there is of it. A page never replaces by itself what it shows: another tab or a file may
// bring another version, which is offered.
import { drafts, holds, mark, putAside, replace, sameValue } from "./records.js";
import { PAGE, load, onChange, save } from "./storage.js";

/** @typedef {import("./records.js").Version} Version */

/**
 * Open the work on one thing: `kind` is exercise, question or cell. `start` is what the
 * book gives, which is not kept; `edition` names the text of the book that the work is for
 * (edition.js); `fits(version)` says whether a version can be shown here.
 * @param {string} kind
 * @param {string} id
 * @param {{start?: any, edition?: string, fits?: (version: Version) => boolean}} options
 */
export function openWork(kind, id, { start, edition, fits = () => true } = {}) {
  const name = `${kind}:${id}`;
  /** @type {(version: Version) => boolean} */
  const isOther = ({ value }) => !sameValue(value, shown.value) && !isStart(value);
  const isStart = (value) => sameValue(value, start);
  /** @type {Version} */
  let shown = drafts(load(name)).find(fits) ?? { value: start, at: 0 };
  let line = []; // what Undo brings back next

  // Keep what is shown as a draft, instead of those with the given values.
  function put(record, values, version) {
    shown = version;
    const typed = isStart(version.value) ? undefined : version;
    return save(name, replace(record, values, typed, PAGE));
  }

  const withShownAside = (record) =>
    isStart(shown.value) ? record : putAside(record, shown);

  function show(version) {
    return put(withShownAside(load(name)), [shown.value, version.value], version);
  }

  // What this page shows stays in the record, whatever another page types over it.
  function protect() {
    const record = load(name);
    const known = drafts(record).length || record.aside.length;
    if (known && !isStart(shown.value) && !holds(record, shown.value))
      save(name, putAside(record, shown));
  }

  const listeners = new Set();
  const close = onChange(() => {
    protect();
    for (const listener of listeners) listener();
  }, name);

  return {
    /** Hear no more of what others do. */
    close,

    /** The code or answer that is shown. */
    get value() {
      return shown.value;
    },

    /** Whether it was typed for another edition of the book's text. */
    get outdated() {
      return Boolean(edition && shown.edition && shown.edition !== edition);
    },

    /** Whether there is work that can no longer be shown here. */
    get hasMisfits() {
      return drafts(load(name)).some((version) => !fits(version));
    },

    /** What is noted beside it: {solved, tries, hints}. */
    get marks() {
      const { solved = false, tries = 0, hints = 0 } = load(name);
      return { solved, tries, hints };
    },

    /** Other versions, typed elsewhere or brought by a file, the best first. */
    get others() {
      return drafts(load(name)).filter(fits).filter(isOther);
    },

    /** What was put aside, the newest first. */
    get aside() {
      return load(name).aside.filter(fits).filter(isOther).reverse();
    },

    /** The reader has typed; false where the browser does not keep it. */
    write(value) {
      if (sameValue(value, shown.value)) return true;
      line = [];
      const { edition: before = edition } = shown;
      const version = { value, at: now(), ...(before && { edition: before }) };
      return put(load(name), [shown.value], version);
    },

    /** Note something beside the work: {solved, tries, hints}; false where not kept. */
    note(marks) {
      return save(name, mark(load(name), marks));
    },

    /** This code or answer has passed the checks; false where that is not kept. */
    pass(value) {
      const record = mark(load(name), { solved: true });
      if (!sameValue(value, shown.value) || isStart(value)) return save(name, record);
      return put(record, [value], { ...shown, passed: true });
    },

    /** Show another version; what was shown is put aside. */
    use(version) {
      line = [];
      return show(version);
    },

    /** Stay with what is shown; the other version is put aside. */
    keep(version) {
      const record = putAside(load(name), version);
      return put(record, [version.value, shown.value], shown);
    },

    /** Stay with what is shown, though the book's text is another one by now. */
    keepForThisEdition() {
      return put(load(name), [shown.value], { ...shown, edition });
    },

    /** Begin again with what the book gives; what was shown is put aside. */
    restart() {
      line = [];
      return show({ value: start, at: 0 });
    },

    /**
     * Bring back what was put aside last. What was shown goes to the end of the line, so
     * that repeating it leads through all of them and loses none.
     */
    bringBack() {
      if (!line.length) line = this.aside;
      const next = line.shift();
      if (!next) return true;
      if (!isStart(shown.value)) line.push(shown);
      return show(next);
    },

    /** Call `listener` after every change, here or elsewhere. */
    onChange: (listener) => listeners.add(listener),
  };
}

// The time, later each time that it is asked for.
let last = 0;
const now = () => (last = Math.max(Date.now(), last + 1));
