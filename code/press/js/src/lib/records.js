// What is kept of a reader's work on one exercise or question, as plain data:
//   exercise  {code, earlier: [code put aside, ...], solved, tries, hints}
//   question  {answer, solved, tries}
// How two such records become one.
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
