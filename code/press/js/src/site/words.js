// The words of the page around figures and questions.
import words from "../locales/en/page.json" with { type: "json" };
import { reader } from "../lib/i18n.js";

export const t = reader(words, "page");
