// Typesets the formulas of built pages, so that a page needs no MathJax of its own and
// nothing shifts when one arrives:   node typeset.mjs FOLDER FONTS PAGE.html ...
// FONTS is the address of MathJax's fonts, seen from FOLDER.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import mathjax from "mathjax";

const [folder, fonts, ...pages] = process.argv.slice(2);
const MathJax = await mathjax.init({
  loader: {
    load: ["input/tex-full", "output/chtml", "adaptors/liteDOM", "a11y/assistive-mml"],
  },
  chtml: { fontURL: "FONTS", adaptiveCSS: true },
});
const adaptor = MathJax.startup.adaptor;

// The font whose measures all lines of a formula have, in the page itself (1 KB): while
// it is missing every line is higher, and the text below moves when it comes.
const zero = readFileSync(
  new URL(
    import.meta.resolve("mathjax/es5/output/chtml/fonts/woff-v2/MathJax_Zero.woff"),
  ),
);
const ZERO = `data:font/woff;base64,${zero.toString("base64")}`;

// As Sphinx writes them: \(...\) in a span, \[...\] in a div beside its number.
const INLINE = /(<span class="math[^"]*"[^>]*>)\\\((.*?)\\\)(?=<\/span>)/gs;
const DISPLAY =
  /(<div class="math[^"]*"[^>]*>(?:\s*<span class="eqno">.*?<\/span>)?)\s*\\\[(.*?)\\\](?=<\/div>)/gs;
const SCRIPTS =
  /<script[^>]*(?:>window\.MathJax = |src="[^"]*tex-chtml\.js)[^<]*<\/script>/g;

const ENTITIES = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
  "&#64;": "@",
};
const unescape = (html) =>
  html
    .replace(/&(?:lt|gt|quot|#39|#x27|#64);/g, (entity) => ENTITIES[entity])
    .replaceAll("&amp;", "&");

function formula(tex, display) {
  const node = MathJax.tex2chtml(unescape(tex), { display });
  const html = adaptor.outerHTML(node);
  if (html.includes("data-mjx-error")) throw new Error(`not TeX: ${tex}`);
  return html;
}

for (const page of pages) {
  const html = readFileSync(page, "utf8");
  const address = relative(dirname(resolve(page)), resolve(folder, fonts));
  MathJax.startup.document.outputJax.clearCache();
  const typeset = html
    .replace(INLINE, (_, open, tex) => open + formula(tex, false))
    .replace(DISPLAY, (_, open, tex) => open + formula(tex, true))
    .replace(SCRIPTS, "");
  const css = adaptor
    .textContent(MathJax.chtmlStylesheet())
    .replaceAll("FONTS/MathJax_Zero.woff", ZERO)
    .replaceAll("FONTS", address);
  writeFileSync(page, typeset.replace("</head>", `<style>${css}</style></head>`));
}
