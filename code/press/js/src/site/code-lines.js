// How far what continues a wrapped line hangs: as press/site/code.py has it.
const DEEPEST = 16;

/** By how many letters a line is indented, as far as a wrapped one hangs. */
export const indentOf = (line) => Math.min(line.match(/^ */)[0].length, DEEPEST);
