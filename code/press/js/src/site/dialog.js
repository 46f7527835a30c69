// A question in the page instead of the browser's own box, which stops all scripts and
// cannot be styled.
import { element } from "../lib/widget.js";

let count = 0;

/** Ask; the promise is true where the reader chose `yes`, false for `no` and Escape. */
export function ask({ question, yes, no }) {
  const id = `nn-ask-${++count}`;
  const dialog = element("dialog", { className: "nn-ask" }, { "aria-labelledby": id });
  const form = element("form", { method: "dialog" });
  form.append(
    element("p", { id, textContent: question }),
    element("button", { value: "yes", className: "nn-primary", textContent: yes }),
    element("button", { value: "", textContent: no, autofocus: true }),
  );
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
