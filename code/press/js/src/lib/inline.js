// What stands in the small markup of exercises and questions, as nodes of the page.
import { element } from "./element.js";
import { parts } from "./markup.js";

const TAGS = { code: "code", emphasis: "em" };

/** The nodes of a text; `marks` says which of them it may hold. */
export const inline = (text, marks) =>
  parts(text, marks).map(([kind, part]) =>
    kind in TAGS ? element(TAGS[kind], { textContent: part }) : part,
  );
