// What the reader has solved: per chapter and overall, from the manifest of the book's
// exercises and questions in `<div data-progress>`; data-progress="compact" is one line a
// chapter. The full view also exports, imports and resets.
import { all, clear, mergeAll, onChange, read } from "../lib/storage.js";
import { element } from "../lib/widget.js";
import "./controls.css";
import { dataIn } from "./data.js";
import { ask } from "./dialog.js";
import { fromFile, toFile } from "./progress-file.js";
import "./progress.css";
import { t } from "./words.js";

const FILE_NAME = "nnbook-progress.json";
const LARGEST_FILE = 5e6; // bytes

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
    if (!compact) root.append(...controls(answerKinds(chapters)));
    const draw = () => view.replaceChildren(...content(chapters, compact));
    draw();
    onChange(draw);
  }
}

const isSolved = ({ kind, id }) => Boolean(read(kind, id).solved);

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

// {"question:output-layer-of-youtube": "choice"}
const answerKinds = (chapters) =>
  Object.fromEntries(
    chapters
      .flatMap(({ items }) => items)
      .filter(({ answer }) => answer)
      .map(({ kind, id, answer }) => [`${kind}:${id}`, answer]),
  );

function controls(kindOf) {
  const status = element("p", { className: "nn-status" }, { role: "status" });
  const say = (key, values) => (status.textContent = t(`progress.${key}`, values));
  const input = element("input", { type: "file", accept: ".json", hidden: true });
  const button = (key, onclick) =>
    element("button", { type: "button", textContent: t(`progress.${key}`), onclick });

  async function importFile() {
    const [file] = input.files;
    input.value = ""; // the same file can be chosen again
    if (!file) return;
    if (file.size > LARGEST_FILE) return say("file.other");
    try {
      const records = fromFile(await file.text(), kindOf);
      const count = Object.keys(records).length;
      say(mergeAll(records) ? "imported" : "importedNotKept", { count });
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
    button("export", () => {
      download(toFile(all()));
      say("exported", { file: FILE_NAME });
    }),
    button("import", () => input.click()),
    button("reset", reset),
    input,
  );
  const note = element("p", { className: "nn-kind", textContent: t("progress.where") });
  return [bar, status, note];
}

function download(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: FILE_NAME }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
