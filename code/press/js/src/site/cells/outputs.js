// What a cell shows, as the page shows what is recorded. What comes from Python is text,
// pictures and figures of the book; nothing of it may act in the page.
import { element } from "../../lib/element.js";
import { t } from "../words.js";
import { picture } from "./picture.js";
import { rows, table } from "./table.js";

const WIDGET = "application/vnd.nnbook.widget+json";
// Forbids all but what stands in the text itself.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The place for a cell's outputs: {root, clear(), add(output)}.
 * @param {{number: number, colors: Record<string, string>,
 *   figure: (data: any, parent: HTMLElement) => () => void}} options `colors` of the book's palette by their
 *   value; `figure` mounts one of the book's figures
 */
export function outputs({ number, colors, figure }) {
  const root = element("div", { className: "nn-cell-own cell_output" });
  let last; // what is printed goes on in it
  let made = 0;
  let leaving = []; // to be called before what is shown goes

  function add({ type, text, data }) {
    if (type === "clear") return clear();
    if (type === "stdout" || type === "stderr") {
      if (last?.type !== type) last = { type, pre: printed(type) };
      last.pre.append(text);
      return;
    }
    last = null;
    if (type === "error") root.append(box("nn-cell-error", text));
    else if (data[WIDGET]) leaving.push(figure(data[WIDGET], root));
    else root.append(shown(data));
  }

  function printed(type) {
    const made = box(type === "stderr" ? "stderr" : "stream", "");
    root.append(made);
    return made.querySelector("pre");
  }

  function shown(data) {
    if (data["image/svg+xml"]) {
      const prefix = `cell-${number}-${++made}`;
      const label = t("cell.picture", { number });
      const svg = picture(data["image/svg+xml"], { prefix, label, colors });
      if (svg) {
        const node = element("div", { className: "nn-figure" });
        node.append(svg);
        return node;
      }
    }
    if (data["text/html"]) return frame(data["text/html"]);
    const found = rows(data["text/markdown"] ?? "");
    if (found) return table(found);
    return box("text_plain", data["text/markdown"] ?? data["text/plain"] ?? "");
  }

  function frame(html) {
    const node = element(
      "iframe",
      { className: "nn-cell-html", title: t("cell.html", { number }) },
      { sandbox: "" },
    );
    node.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">${html}`;
    return node;
  }

  function clear() {
    for (const leave of leaving) leave();
    leaving = [];
    root.replaceChildren();
    last = null;
  }

  return { root, clear, add };
}

// As myst-nb writes what is recorded.
function box(kind, text) {
  const outer = element("div", { className: `output ${kind} notranslate` });
  const inner = element("div", { className: "highlight" });
  inner.append(element("pre", { textContent: text }));
  outer.append(inner);
  return outer;
}
