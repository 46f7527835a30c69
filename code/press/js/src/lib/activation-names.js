// What an activation function is called: its name, and what stands for it in a formula.

/** σ for the logistic function, else the name; a figure's own words may be shorter. */
export const symbolOf = (t, id) =>
  t(t.has(`symbols.${id}`) ? `symbols.${id}` : `activations.${id}`);

/** The name, with the symbol where there is one: "logistic σ". */
export const fullName = (t, id) =>
  [`activations.${id}`, `symbols.${id}`]
    .filter((key) => t.has(key))
    .map((key) => t(key))
    .join(" ");
