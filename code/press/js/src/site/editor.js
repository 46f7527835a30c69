// The code editor, a bundle of its own that is loaded when a reader turns to an
// exercise. Tab is left unbound on purpose: it leaves the editor, as everywhere else on
// the page; Ctrl-] and Ctrl-[ indent.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  keymap,
  lineNumbers,
  ViewPlugin,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { indentOf } from "./code-lines.js";

// Sizes are those of the text area that the editor replaces (exercise.css).
const theme = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--nn-ink)" },
  ".cm-line": { padding: "0 10px 0 calc(6px + (var(--i, 0) + 2) * 1ch)" },
  ".cm-line.nn-l": { backgroundPositionX: "calc(6px + var(--i, 0) * 1ch)" },
  ".cm-gutters": {
    minWidth: "var(--nn-code-gutter)",
    justifyContent: "flex-end",
    border: "0",
    backgroundColor: "transparent",
    color: "var(--nn-muted)",
  },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 4px 0 0" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--nn-control)",
  },
});

// Each line in view hangs by its own indentation.
const hanging = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = hangs(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged)
        this.decorations = hangs(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function hangs({ state, visibleRanges }) {
  /** @type {RangeSetBuilder<Decoration>} */
  const marks = new RangeSetBuilder();
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      const attributes = { class: "nn-l", style: `--i:${indentOf(line.text)}` };
      marks.add(line.from, line.from, Decoration.line({ attributes }));
      at = line.to + 1;
    }
  return marks.finish();
}

/** Put an editor into `parent` with this text and selection; `label` names it. */
window.nnbookEditor = ({ parent, text, anchor, head, label, onInput, onRun }) => {
  const run = () => (onRun(), true);
  const view = new EditorView({
    parent,
    doc: text,
    selection: { anchor, head },
    extensions: [
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Ctrl-Enter", run },
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      history(),
      lineNumbers(),
      pythonLanguage,
      indentUnit.of("    "),
      indentOnInput(),
      bracketMatching(),
      syntaxHighlighting(classHighlighter),
      theme,
      EditorView.lineWrapping,
      hanging,
      EditorView.contentAttributes.of({
        "aria-label": label,
        tabindex: "0",
        translate: "no",
      }),
      EditorView.updateListener.of((update) => update.docChanged && onInput()),
    ],
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(insert) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
    },
    focus: () => view.focus(),
  };
};
