// What else there is of a reader's work: a version from another tab, from a file, or for
// another edition of the book's text. It is offered beside what is shown, never put in its
// place by itself.
import { t } from "./i18n.js";
import { inline } from "./inline.js";
import "./versions.css";
import { element } from "./widget.js";

/**
 * An offer of other versions of some work (work.js): {root, show()}. `next()` gives the one
 * to offer now, or nothing: {says, compare, use, useLabel, keep, keepLabel}. `says` is a sentence, which may have the marks of questions,
 * compare() gives the elements that show it beside what is shown, where a sentence does
 * not do; use() and keep() do what the reader chose. `after` is called when it is done.
 */
export function versionOffer({ next, after }) {
  const root = element("div", { className: "nn-versions" });
  const sentence = element("p", {}, { "aria-live": "polite" });
  // Only what is in a region that is there already is spoken.
  const bar = element("div", { className: "nn-buttons", hidden: true });
  const compared = element("div", { className: "nn-compared", hidden: true });
  const compareButton = button("compare", () => {
    compared.hidden = !compared.hidden;
    show();
  });
  const useButton = button("use", () => choose("use"));
  const keepButton = button("keep", () => choose("keep"));
  bar.append(compareButton, useButton, keepButton);
  root.append(sentence, bar, compared);
  let offered;
  let said = "";

  function choose(what) {
    offered[what]();
    compared.hidden = true;
    show();
    after();
  }

  function show() {
    offered = next();
    bar.hidden = !offered;
    compared.hidden ||= !offered;
    const says = offered?.says ?? "";
    if (said !== says) sentence.replaceChildren(...inline(says));
    said = says;
    if (!offered) return;
    useButton.textContent = offered.useLabel ?? t("versions.use");
    keepButton.textContent = offered.keepLabel ?? t("versions.keep");
    compareButton.hidden = !offered.compare;
    compareButton.setAttribute("aria-expanded", String(!compared.hidden));
    compared.replaceChildren(...(compared.hidden ? [] : offered.compare()));
  }

  show();
  return { root, show };
}

const button = (key, onclick) =>
  element("button", { type: "button", textContent: t(`versions.${key}`), onclick });

/** When a version was typed, in words; nothing where nobody knows. */
export function timeOf({ at }) {
  if (!at) return "";
  const then = new Date(at);
  const lang = document.documentElement.lang || "en";
  const isToday = then.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const time = { timeStyle: "short", hourCycle: "h23" };
  return isToday
    ? then.toLocaleTimeString(lang, time)
    : then.toLocaleString(lang, { dateStyle: "long", ...time });
}
