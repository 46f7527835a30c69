// The colour of each activation function, by its place in the registry: all that the
// palette has, and then the same again with a dashed line.
import { ACTIVATIONS } from "./activations.js";

const PALETTE = [
  "muted",
  "positive",
  "negative",
  "activation",
  "gradient",
  "weight",
  "input",
  "ink",
];
const names = Object.keys(ACTIVATIONS);

export const FUNCTION_COLORS = Object.fromEntries(
  names.map((id, i) => [id, `var(--nn-${PALETTE[i % PALETTE.length]})`]),
);

/** Whether a line is dashed: also where it lies on that of the function it approximates. */
export const isDashed = (id) =>
  Boolean(ACTIVATIONS[id]?.formOf) || names.indexOf(id) >= PALETTE.length;
