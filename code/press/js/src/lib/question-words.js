// The words of a concept question.
import words from "../locales/en/question.json" with { type: "json" };
import { reader } from "./i18n.js";

export const t = reader(words, "question");
