// Other versions of a reader's code, offered beside the one that is shown: from another
// tab, from a file, or what the book gives by now.
import { lineDiff } from "../lib/line-diff.js";
import { timeOf, versionOffer } from "../lib/versions.js";
import { element } from "../lib/widget.js";
import { codeBox } from "./result.js";
import { t } from "./words.js";

const SIGNS = { both: "  ", first: "− ", second: "+ " };

/**
 * The offer of other versions of some work (lib/work.js), {root, show()}. `start` is the
 * book's code, `words` the part of the catalogue that speaks of it, `display` shows what
 * the work has become, `field` takes the focus then.
 */
export function codeOffer({ work, start, words, display, field }) {
  const compare = (other, key) => () => compared(work.value, other, key);

  function next() {
    const [other] = work.others;
    const untouched = work.value === start;
    if (other)
      return {
        says: dated(`${words}.${untouched ? "first" : "other"}`, other),
        keepLabel: untouched ? t("versions.aside") : undefined,
        compare: compare(other.value, "version.other"),
        use: () => (work.use(other), display()),
        keep: () => work.keep(other),
      };
    if (work.outdated)
      return {
        says: t(`${words}.outdated`),
        compare: compare(start, `${words}.outdated`),
        useLabel: t(`${words}.useNew`),
        use: () => (work.restart(), display()),
        keep: () => work.keepForThisEdition(),
      };
    return undefined;
  }

  return versionOffer({ next, after: () => field.focus() });
}

// "Another version of your code, from 14:03."
function dated(key, version) {
  const time = timeOf(version);
  return time ? t(`${key}From`, { time }) : t(key);
}

// What is shown and another code, in one box, with the signs of their lines explained.
function compared(mine, other, key) {
  const lines = lineDiff(mine, other).map(([where, line]) => SIGNS[where] + line);
  return [
    element("p", { textContent: t(`${key}Signs`) }),
    codeBox(lines.join("\n"), t("version.compared")),
  ];
}
