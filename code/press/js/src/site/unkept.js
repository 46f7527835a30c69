// Where the browser does not keep what the reader types, the page says so once, offers it
// as a file, and asks before it is left with work that is nowhere else.
import { atRisk, isUnkept, onChange, retry } from "../lib/storage.js";
import { element } from "../lib/widget.js";
import { saveFile } from "./save-file.js";
import "./unkept.css";
import { t } from "./words.js";

/** Watch over the reader's work from now on. */
export function watchUnkept() {
  let notice;
  onChange(() => {
    if (isUnkept()) notice ??= tell();
    notice?.update();
    // Only where it is needed: a page that listens is loaded anew when one comes back.
    if (atRisk()) addEventListener("beforeunload", askFirst);
    else removeEventListener("beforeunload", askFirst);
  });
}

const askFirst = (event) => event.preventDefault();

function tell() {
  const root = element(
    "section",
    { className: "nn-unkept" },
    { "aria-labelledby": "nn-unkept-title" },
  );
  const says = element("p");
  // What is in it when it comes is spoken.
  const alert = element("div", {}, { role: "alert" });
  const bar = element("div", { className: "nn-buttons" });
  const button = (key, onclick) =>
    element("button", { type: "button", textContent: t(`unkept.${key}`), onclick });
  const saveButton = button("save", () => say("saved", { file: saveFile() }));
  const againButton = button("again", again);
  bar.append(
    saveButton,
    againButton,
    button("close", () => root.remove()),
  );
  root.append(alert, bar);
  document.body.append(root);
  alert.append(
    element("h2", { id: "nn-unkept-title", textContent: t("unkept.title") }),
    says,
  );
  say("says");

  function say(key, values) {
    says.textContent = t(`unkept.${key}`, values);
  }

  function again() {
    if (!retry()) say("refused");
  }

  function update() {
    saveButton.hidden = againButton.hidden = !isUnkept();
    if (!isUnkept()) say("kept");
  }

  return { update };
}
