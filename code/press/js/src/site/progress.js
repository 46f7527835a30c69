// What the reader has solved: per chapter and overall, from the manifest of the book's
// exercises and questions in `<div data-progress>`; data-progress="compact" is one line a
// chapter. The full view also exports, imports and resets.
import { drafts } from "../lib/records.js";
import { all, clear, load, onChange, takeAll } from "../lib/storage.js";
import { timeOf } from "../lib/versions.js";
import { element } from "../lib/widget.js";
import "./controls.css";
import { dataIn } from "./data.js";
import { ask } from "./dialog.js";
import { fromFile } from "./progress-file.js";
import "./progress.css";
import { codeBox } from "./result.js";
import { saveFile } from "./save-file.js";
import { t } from "./words.js";

/** Fill every progress view of the page and keep it up to date. */
export function mountProgress() {
  /** @type {NodeListOf<HTMLElement>} */
  const views = document.querySelectorAll("[data-progress]");
  for (const root of views) {
    const chapters = dataIn(root);
    const compact = root.dataset.progress === "compact";
    const view = element("div", { className: "nn-progress-view" });
    root.classList.add("nn-progress");
    root.replaceChildren(view);
    const rest = element("div");
    if (!compact) root.append(...controls(asked(chapters)), rest);
    const draw = () => {
      view.replaceChildren(...content(chapters, compact));
      if (!compact) rest.replaceChildren(...elsewhere(asked(chapters)));
    };
    draw();
    onChange(draw);
  }
}

const nameOf = ({ kind, id }) => `${kind}:${id}`;
const isSolved = (item) => Boolean(load(nameOf(item)).solved);

function content(chapters, compact) {
  const items = chapters.flatMap((chapter) => chapter.items);
  if (!items.length) return [element("p", { textContent: t("progress.none") })];
  const parts = compact
    ? [list(chapters.map(chapterLine))]
    : chapters.flatMap((chapter) => [
        chapterHead(chapter),
        list(chapter.items.map(itemLine)),
      ]);
  return [meter(t("progress.all"), items), ...parts];
}

function meter(label, items, link = element("span")) {
  const row = element("div", { className: "nn-meter" });
  const done = items.filter(isSolved).length;
  const count = t("progress.count", { done, total: items.length });
  const bar = element("progress", { value: done, max: items.length });
  bar.setAttribute("aria-label", `${label}: ${count}`);
  link.textContent = label;
  row.append(link, bar, element("span", { className: "nn-count", textContent: count }));
  return row;
}

const linkTo = (url) => element("a", { href: url });

const chapterLine = ({ title, url, items }) => [meter(title, items, linkTo(url))];

function chapterHead({ title, url, items }) {
  const head = meter(title, items, linkTo(url));
  head.classList.add("nn-chapter");
  return head;
}

function itemLine(item) {
  const solved = isSolved(item);
  const mark = element(
    "span",
    {
      className: `nn-mark${solved ? " nn-done" : ""}`,
      textContent: solved ? "✓" : "○",
    },
    { "aria-hidden": "true" },
  );
  const link = element("a", { href: item.url, textContent: item.title });
  const state = element("span", {
    className: "nn-kind",
    textContent: t(`progress.${item.kind}.${solved ? "solved" : "open"}`),
  });
  return [mark, link, state];
}

function list(lines) {
  const node = element("ul");
  for (const line of lines) {
    const item = element("li");
    item.append(...line);
    node.append(item);
  }
  return node;
}

// {"question:output-layer-of-youtube": {title, answer}}: what this edition asks.
const asked = (chapters) =>
  Object.fromEntries(
    chapters
      .flatMap(({ items }) => items)
      .flatMap((item) => [item.id, ...(item.works ?? [])].map((id) => [id, item]))
      .map(([id, item]) => [nameOf({ ...item, id }), item]),
  );

// Work on exercises and questions that this edition of the book does not have: kept,
// exported, and shown here, where else there is no place for it.
function elsewhere(here) {
  const gone = Object.entries(all()).filter(
    ([name, record]) =>
      /^(exercise|question):/.test(name) &&
      !Object.hasOwn(here, name) &&
      drafts(record).length + record.aside.length > 0,
  );
  if (!gone.length) return [];
  const boxes = gone.map(([name, record]) => {
    const box = element("details");
    box.append(element("summary", { textContent: name }));
    const put = new Set(drafts(record).map(({ value }) => JSON.stringify(value)));
    const aside = record.aside.filter(({ value }) => !put.has(JSON.stringify(value)));
    for (const version of [...drafts(record), ...aside.reverse()]) {
      const { value } = version;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      const time = timeOf(version);
      if (time) box.append(element("p", { className: "nn-kind", textContent: time }));
      box.append(codeBox(text, name));
    }
    return box;
  });
  const title = element("h2", { textContent: t("progress.elsewhere.title") });
  const says = element("p", { textContent: t("progress.elsewhere.says") });
  return [title, says, ...boxes];
}

function controls(here) {
  const status = element("p", { className: "nn-status" }, { role: "status" });
  const say = (key, values) => (status.textContent = t(`progress.${key}`, values));
  const refusals = element("ul", { className: "nn-refused" });
  const input = element("input", { type: "file", accept: ".json", hidden: true });
  const button = (key, onclick) =>
    element("button", { type: "button", textContent: t(`progress.${key}`), onclick });

  async function importFile() {
    const [file] = input.files;
    input.value = ""; // the same file can be chosen again
    if (!file) return;
    refusals.replaceChildren();
    try {
      const { records, refused, newer } = fromFile(await file.text(), here);
      const count = Object.keys(records).length;
      const kept = takeAll(records);
      const key = !count ? "importedNone" : kept ? "imported" : "importedNotKept";
      status.textContent = [
        t(`progress.${key}`, { count }),
        newer && t("progress.file.newer"),
        refused.length && t("progress.refused.some", { count: refused.length }),
      ]
        .filter(Boolean)
        .join(" ");
      refusals.replaceChildren(
        ...refused.map((textContent) => element("li", { textContent })),
      );
    } catch (error) {
      status.textContent = error.message;
    }
  }

  async function reset() {
    const sure = await ask({
      question: t("progress.ask.question"),
      yes: t("progress.ask.yes"),
      no: t("progress.ask.no"),
    });
    if (!sure) return;
    clear();
    say("cleared");
  }

  input.addEventListener("change", importFile);
  const bar = element("div", { className: "nn-buttons" });
  bar.append(
    button("export", () => say("exported", { file: saveFile() })),
    button("import", () => input.click()),
    button("reset", reset),
    input,
  );
  const note = element("p", { className: "nn-kind", textContent: t("progress.where") });
  return [bar, status, refusals, note];
}
