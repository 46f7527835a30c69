// All of the reader's work as a file that the browser saves.
import { all, wasTakenAway } from "../lib/storage.js";
import { element } from "../lib/widget.js";
import { toFile } from "./progress-file.js";

const NAME = "nnbook-progress.json";

/** Save all records as a file; returns its name. */
export function saveFile() {
  const text = toFile(all());
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: NAME }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  wasTakenAway();
  return NAME;
}
