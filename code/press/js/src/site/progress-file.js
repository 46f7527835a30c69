// The file that carries a reader's records (records.js) from one browser to another.
import { clean, isAnswer } from "../lib/records.js";
import { t } from "./words.js";

const FORMAT = "nnbook-progress";

/** The text of a file that holds these records, {"exercise:weighted-sum": {...}}. */
export function toFile(records) {
  return JSON.stringify({ format: FORMAT, version: 1, records }, null, 2) + "\n";
}

/**
 * The records of such a file; an error's message tells the reader what is wrong. `kindOf`
 * gives the kind of answer that a question takes, by its key, where the book has it.
 */
export function fromFile(content, kindOf = {}) {
  const file = parse(content);
  if (file?.format !== FORMAT || typeof file.records !== "object" || !file.records)
    throw new Error(t("progress.file.other"));
  if (file.version !== 1) throw new Error(t("progress.file.newer"));
  for (const [key, record] of Object.entries(file.records)) {
    const kind = /^(exercise|question):[\w-]+$/.exec(key)?.[1];
    const whole =
      kind &&
      record &&
      Object.keys(clean(kind, record)).length === Object.keys(record).length &&
      (!("answer" in record) || isAnswer(record.answer, kindOf[key]));
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
