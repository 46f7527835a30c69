// What the bundles hold: each its own figure's words, and together not much.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
} from "node:fs";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const CODE = join(import.meta.dirname, "../../code");
const FOLDERS = [
  "nnbook/widgets/static",
  "press/site/static",
  "press/site/static/figures",
];
const MOST = 1.7e6; // bytes

const copy = mkdtempSync(join(tmpdir(), "nnbook-"));
after(() => rmSync(copy, { recursive: true }));

const bundles = (root) =>
  new Map(
    FOLDERS.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /\.(js|css)$/.test(name))
        .map((name) => [
          `${folder}/${name}`,
          readFileSync(join(root, folder, name), "utf8"),
        ]),
    ),
  );

test(`all bundles together have at most ${MOST / 1e6} MB`, () => {
  const texts = [...bundles(CODE).values()];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  assert.ok(bytes <= MOST, `${bytes} bytes`);
});

test("a figure's script and what figures share are one module that renders", async () => {
  // What of a browser is used before a figure is rendered.
  globalThis.ResizeObserver = class {};
  globalThis.matchMedia = () => ({ matches: false });
  const folder = join(CODE, FOLDERS[0]);
  const names = readdirSync(folder).filter((name) => /\.js$/.test(name));
  assert.ok(names.length > 20);
  for (const name of names.filter((name) => name !== "shared.js")) {
    const parts = ["shared.js", name].map((part) =>
      readFileSync(join(folder, part)),
    );
    const module = await import(
      `data:text/javascript,${encodeURIComponent(parts.join(""))}`
    );
    assert.equal(typeof module.default.render, "function", name);
  }
});

// Write into a copy of the sources, build it, and see which bundles are others.
function changedBy(change) {
  if (!readdirSync(copy).length) {
    cpSync(join(CODE, "press/js"), join(copy, "press/js"), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    symlinkSync(
      join(CODE, "press/js/node_modules"),
      join(copy, "press/js/node_modules"),
    );
    for (const folder of FOLDERS)
      mkdirSync(join(copy, folder), { recursive: true });
    build();
  }
  const before = bundles(copy);
  change();
  build();
  return [...bundles(copy)]
    .filter(([name, text]) => before.get(name) !== text)
    .map(([name]) => name)
    .sort();
}

function build() {
  const { status, stderr } = spawnSync("node", [
    join(copy, "press/js/build.mjs"),
  ]);
  assert.equal(status, 0, String(stderr));
}

function edit(name, from, to) {
  const path = join(copy, "press/js/src/locales/en", name);
  const text = readFileSync(path, "utf8");
  assert.equal(text.split(from).length, 2, `${name} has "${from}" once`);
  writeFileSync(path, text.replace(from, to));
}

test("a changed and a new word of a figure change its two bundles alone", () => {
  const bundles = changedBy(() => {
    edit(
      "funnel.json",
      '"The funnel",',
      '"The long funnel",\n  "new": "A new word",',
    );
  });
  assert.deepEqual(bundles, [
    "nnbook/widgets/static/funnel.js",
    "press/site/static/figures/funnel.js",
  ]);
});

test("a word that figures share changes the shared bundle and the site's", () => {
  const bundles = changedBy(() =>
    edit("shared.json", '"Reset"', '"From the start"'),
  );
  assert.deepEqual(bundles, [
    "nnbook/widgets/static/shared.js",
    "press/site/static/cells.js",
    "press/site/static/nnbook.js",
  ]);
});

test("a page's figure renders, whichever of its scripts comes first", () => {
  const folder = join(CODE, FOLDERS[2]);
  const names = readdirSync(folder).map((file) => file.replace(".js", ""));
  const page = readFileSync(join(CODE, FOLDERS[1], "nnbook.js"), "utf8");
  // Without its last line, which mounts what is in a page.
  const need = page.slice(0, page.lastIndexOf("window.nnbookNeed("));
  for (const name of names.filter((name) => name !== "shared")) {
    const window = {};
    const files = [name, "shared"].map((file) =>
      readFileSync(join(folder, `${file}.js`)),
    );
    for (const text of [...files, need])
      new Function("window", String(text))(window);
    assert.equal(
      typeof window.nnbookNeed(name).default.render,
      "function",
      name,
    );
  }
});
