// The catalogue of words: each label stands once, and every activation has one.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ACTIVATIONS } from "../../code/press/js/src/lib/activations.js";
import { fullName, symbolOf } from "../../code/press/js/src/lib/activation-names.js";
import { reader, t } from "../../code/press/js/src/lib/i18n.js";

const FOLDER = join(import.meta.dirname, "../../code/press/js/src/locales/en");
const catalogue = readdirSync(FOLDER).map((file) => [
  file.replace(".json", ""),
  JSON.parse(readFileSync(join(FOLDER, file), "utf8")),
]);
// One word, two meanings: another language may have two words.
const HOMONYMS = {
  GELU: "the function, and its tanh form where it stands in a formula",
  Reset: "a figure to its start; the reader's progress",
  residual: "a connection, and the network that has such ones",
  step: "the function, and a step of the training",
  uniform: "initial weights, and how negatives are drawn",
};

const leaves = (node, path = []) =>
  typeof node === "string"
    ? [[path.join("."), node]]
    : Object.entries(node).flatMap(([key, part]) => leaves(part, [...path, key]));

test("each label stands once, whatever its placeholders are called", () => {
  const keys = new Map();
  for (const [key, words] of catalogue.flatMap(([part, all]) => leaves(all, [part]))) {
    const text = words.replace(/\{\w+\}/g, "{}");
    keys.set(text, [...(keys.get(text) ?? []), key]);
  }
  const twice = [...keys].filter(([, found]) => found.length > 1);
  for (const [text, found] of twice)
    assert.ok(text in HOMONYMS && found.length === 2, `${text}: ${found.join(", ")}`);
  assert.equal(twice.length, Object.keys(HOMONYMS).length);
});

test("a figure says differently only what it is meant to", () => {
  const { shared, ...figures } = Object.fromEntries(catalogue);
  const common = new Set(leaves(shared).map(([key]) => key));
  const own = Object.entries(figures).flatMap(([figure, words]) =>
    leaves(words)
      .filter(([key]) => common.has(key))
      .map(([key]) => `${figure}: ${key}`),
  );
  assert.deepEqual(own, ["gradient-flow: initializers.uniform"]);
});

test("every activation of the registry has a name, and no other has one", () => {
  const { activations, symbols } = Object.fromEntries(catalogue).shared;
  assert.deepEqual(Object.keys(activations), Object.keys(ACTIVATIONS));
  for (const id of Object.keys(symbols)) assert.ok(id in ACTIVATIONS, id);
});

test("a figure's own words come before the shared ones", () => {
  const own = reader({ symbols: { leaky_relu: "leaky" }, title: "{n} curves" });
  assert.equal(own("title", { n: 3 }), "3 curves");
  assert.equal(own("activations.relu"), "ReLU");
  assert.deepEqual(
    ["logistic", "leaky_relu", "gelu"].map((id) => symbolOf(own, id)),
    ["σ", "leaky", "GELU"],
  );
  assert.equal(fullName(t, "logistic"), "logistic σ");
  assert.equal(fullName(t, "tanh"), "tanh");
});

test("a word that is missing, or a value for it, is an error that names it", () => {
  assert.throws(() => t("activations"), /No text for "activations"/);
  assert.throws(() => t("minutes"), /"minutes" needs a value for \{n\}/);
});
