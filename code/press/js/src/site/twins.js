// An exercise that uses numpy, and its twin in plain Python: one of both is in the page,
// with its prompt (press/site/exercises.py). Where the book does not bring numpy, that is
// the twin, until the reader has had numpy loaded. Each keeps its own code; to solve one
// solves the exercise.
import { element } from "../lib/widget.js";
import { drafts } from "../lib/records.js";
import { load } from "../lib/storage.js";
import { ask } from "./dialog.js";
import { available, permit } from "./sandbox.js";
import { t } from "./words.js";

const NAMES = /** @type {const} */ (["numpy", "plain"]);
const OTHER = { numpy: "plain", plain: "numpy" };

/** numpy comes from elsewhere only where the reader says so. */
const consent = (from) =>
  ask({
    question: t("exercise.twin.elsewhere", { from }),
    yes: t("exercise.twin.load"),
    no: t("cell.elsewhereNo"),
  });

/**
 * Show one version of an exercise and let the reader change to the other. `mount` makes
 * one live (exercise.js).
 * @param {HTMLElement} section
 */
export function mountTwins(section, data, mount) {
  const { plain, hasNumpy } = data.twin;
  const works = { numpy: `${data.id}/numpy`, plain: data.id };
  const contents = { numpy: data, plain: { ...data, ...plain } };
  let close;
  show(newest(works) ?? (hasNumpy ? "numpy" : "plain"));

  function show(name) {
    close?.();
    section.dataset.version = name;
    section.dataset.state = "idle";
    for (const one of NAMES)
      document
        .getElementById(`prompt-${data.id}-${one}`)
        ?.classList.toggle("nn-away", one !== name);
    const version = {
      work: works[name],
      line: lineOf(name),
      ...(name === "numpy" && { numpy: consent }),
    };
    close = mount(section, contents[name], version);
  }

  // Which version it is, and the way to the other.
  function lineOf(name) {
    const line = element("p", { className: "nn-twin" });
    const button = element("button", {
      type: "button",
      textContent: t(`exercise.twin.to.${OTHER[name]}`),
      onclick: () => change(OTHER[name]),
    });
    line.append(t(`exercise.twin.${name}`), " ", button);
    return line;
  }

  async function change(name) {
    if (name === "numpy" && !(await allowed())) return;
    show(name);
    /** @type {HTMLElement} */ (section.querySelector(".nn-twin button")).focus();
  }
}

// Only a reader who refuses stays; what else keeps numpy from coming, the run tells.
async function allowed() {
  if (!available()) return true;
  const { signal } = new AbortController();
  try {
    await permit("numpy", { consent, signal });
    return true;
  } catch (error) {
    return error.reason !== "refused";
  }
}

// The version that the reader has worked on last.
function newest(works) {
  const times = NAMES.map((name) => {
    const found = drafts(load(`exercise:${works[name]}`)).map(({ at }) => at + 1);
    return { name, at: Math.max(0, ...found) };
  });
  const [last] = times.filter(({ at }) => at).sort((a, b) => b.at - a.at);
  return last?.name;
}
