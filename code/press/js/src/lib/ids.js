// Ids that nothing else in the page has. In a notebook every widget runs a copy of the
// library, so a counter alone would give the first control of each widget the same id:
// labels would name, and radio buttons switch, another widget's control.
const copy = Math.random().toString(36).slice(2);
let count = 0;

/** An id for an element of the given kind, as in uniqueId("clip"). */
export const uniqueId = (kind) => `nn-${kind}-${copy}-${++count}`;
