// The file that carries a reader's records (records.js) from one browser to another.
import { isAnswerTo } from "../lib/question.js";
import { drafts, empty, read, replace } from "../lib/records.js";
import { isName } from "../lib/storage.js";
import { t } from "./words.js";

const FORMAT = "nnbook-progress";
const VERSION = 2;
const LARGEST = 5e6; // bytes

/** The text of a file that holds these records, {"exercise:weighted-sum": {...}}. */
export function toFile(records) {
  const file = { format: FORMAT, version: VERSION, records };
  return JSON.stringify(file, null, 2) + "\n";
}

/**
 * What such a file holds, of any edition: {records, refused, newer}; `refused` says of each
 * record, or part of one, that is not what it should be, what was expected. Where it is no
 * such file, an error's message tells the reader. `asked` has what this book asks, by the
 * name of the record: {title, answer}, as press/site/progress.py writes it.
 */
export function fromFile(content, asked = {}) {
  if (content.length > LARGEST) throw new Error(t("progress.file.large"));
  const file = parse(content);
  if (file?.format !== FORMAT) throw new Error(t("progress.file.other"));
  if (file.records?.constructor !== Object)
    throw new Error(t("progress.file.noRecords"));
  const records = {};
  const refused = [];
  for (const [name, raw] of Object.entries(file.records)) {
    const about = Object.hasOwn(asked, name) ? asked[name] : { title: name };
    const why = isName(name)
      ? takeRecord(records, name, raw, about)
      : [t("progress.refused.name", { name: short(name) })];
    refused.push(...why);
  }
  return { records, refused, newer: file.version > VERSION };
}

// Put what a record holds into `records`; returns what is to be said about the rest.
function takeRecord(records, name, raw, { title, answer }) {
  const said = [];
  const [kind] = name.split(":");
  let record;
  try {
    record = read(kind, raw);
  } catch {
    record = { ...empty(), foreign: [raw] }; // nested too deeply
  }
  // A later edition's record is kept whole; in one of ours it is a mistake.
  const isLater = raw?.version > record.version;
  if (!isLater && record.foreign.includes(raw)) {
    record = { ...record, foreign: record.foreign.filter((one) => one !== raw) };
    said.push(t("progress.refused.record", { title }));
  }
  for (const { value } of answer ? drafts(record) : [])
    if (!isAnswerTo(answer, value)) {
      record = replace(record, [value], undefined, "");
      said.push(wrongAnswer(title, answer, value));
    }
  if (answer)
    record.aside = record.aside.filter(({ value }) => isAnswerTo(answer, value));
  if (!said.length || holdsSomething(record)) records[name] = record;
  return said;
}

const holdsSomething = ({ drafts, aside, foreign, solved, tries, hints }) =>
  Object.keys(drafts).length + aside.length + foreign.length > 0 ||
  Boolean(solved || tries || hints);

function wrongAnswer(title, { kind, size }, value) {
  const words = { title, value: short(JSON.stringify(value)), size, last: size - 1 };
  return t(`progress.refused.${kind}`, words);
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error(t("progress.file.unreadable"));
  }
}
