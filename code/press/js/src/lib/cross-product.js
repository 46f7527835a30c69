// The cross-product transformation (Cheng et al., 2016, equation 1). No DOM.

/** φ = Π x_i^{c_i}, with c_i 0 or 1; 0⁰ is 1, so a feature with c = 0 never counts. */
export const crossProduct = (x, c) =>
  x.reduce((product, value, i) => product * value ** c[i], 1);

/** What takes part in a cross product: the places i with c_i = 1. */
export const chosen = (c) => c.flatMap((bit, i) => (bit ? [i] : []));
