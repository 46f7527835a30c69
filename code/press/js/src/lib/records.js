// What is kept of a reader's work on one exercise or question, as plain data:
//   exercise  {code, earlier: [code put aside, ...], solved, tries, hints}
//   question  {answer, solved, tries}
// How two such records become one. What each may hold is declared in code/press/state.py.
import records from "../state/records.json" with { type: "json" };
import { fits } from "./state.js";

/** Whether this can be the answer to a question; of any kind, where none is named. */
export function isAnswer(value, kind) {
  const kinds = kind ? [records.answers[kind]] : Object.values(records.answers);
  return kinds.some((part) => fits(part, value));
}

const isField = (kind, name, value) =>
  kind === "question" && name === "answer"
    ? isAnswer(value)
    : Object.hasOwn(records[kind], name) && fits(records[kind][name], value);

/** The fields of a record that are what they should be. */
export function clean(kind, record) {
  const fields = Object.entries(record ?? {});
  return Object.fromEntries(
    fields.filter(([name, value]) => isField(kind, name, value)),
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
  const earlier = new Set(
    aside.filter((code) => typeof code === "string" && code !== merged.code),
  );
  if (earlier.size) merged.earlier = [...earlier];
  else delete merged.earlier;
  return merged;
}
