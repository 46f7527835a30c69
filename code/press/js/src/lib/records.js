// What is kept of a reader's work on one exercise or question, as plain data:
//   exercise  {code, earlier: [code put aside, ...], solved, tries, hints}
//   question  {answer, solved, tries}
// How two such records become one, and the file that carries them between browsers.
import { t } from "./i18n.js";

const text = (value) => typeof value === "string";
const flag = (value) => typeof value === "boolean";
const count = (value) => Number.isInteger(value) && value >= 0;
const texts = (value) => Array.isArray(value) && value.every(text);
const answer = (value) =>
  text(value) || Number.isFinite(value) || (Array.isArray(value) && value.every(count));

const FIELDS = {
  exercise: { code: text, earlier: texts, solved: flag, tries: count, hints: count },
  question: { answer, solved: flag, tries: count },
};
const FORMAT = "nnbook-progress";

/** The fields of a record that are what they should be. */
export function clean(kind, record) {
  const fields = Object.entries(FIELDS[kind]);
  return Object.fromEntries(
    fields.flatMap(([name, valid]) =>
      valid(record?.[name]) ? [[name, record[name]]] : [],
    ),
  );
}

/** One record of two: what is solved stays solved, and no typed code is lost. */
export function merge(mine, theirs) {
  // The code that solves it is the one to go on with, else that of this browser.
  const [first, second] =
    theirs.solved && !mine.solved ? [theirs, mine] : [mine, theirs];
  const merged = { ...second, ...first };
  merged.solved = Boolean(mine.solved || theirs.solved);
  for (const name of ["tries", "hints"])
    if (name in merged) merged[name] = Math.max(mine[name] ?? 0, theirs[name] ?? 0);
  const aside = [...(second.earlier ?? []), ...(first.earlier ?? []), second.code];
  const earlier = new Set(aside.filter((code) => text(code) && code !== merged.code));
  if (earlier.size) merged.earlier = [...earlier];
  else delete merged.earlier;
  return merged;
}

/** The text of a file that holds these records, {"exercise:weighted-sum": {...}}. */
export function toFile(records) {
  return JSON.stringify({ format: FORMAT, version: 1, records }, null, 2) + "\n";
}

/** The records of such a file; an error's message tells the reader what is wrong. */
export function fromFile(content) {
  const file = parse(content);
  if (file?.format !== FORMAT || typeof file.records !== "object" || !file.records)
    throw new Error(t("progress.file.other"));
  if (file.version !== 1) throw new Error(t("progress.file.newer"));
  for (const [key, record] of Object.entries(file.records)) {
    const kind = /^(exercise|question):[\w-]+$/.exec(key)?.[1];
    const whole =
      kind &&
      record &&
      Object.keys(clean(kind, record)).length === Object.keys(record).length;
    if (!whole) throw new Error(t("progress.file.damaged", { key }));
  }
  return file.records;
}

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error(t("progress.file.unreadable"));
  }
}
