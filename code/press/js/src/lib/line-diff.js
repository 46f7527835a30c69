// Two texts line by line, so that a reader sees where they differ.

const MOST = 4e6; // pairs of lines that are compared

/**
 * The lines of both texts in one list of [where, line]: "both", "first" or "second" says
 * which of them has it. As many lines as possible are in both; none, where the texts are
 * too long to be compared.
 */
export function lineDiff(first, second) {
  const [a, b] = [first.split("\n"), second.split("\n")];
  if (a.length * b.length > MOST)
    return [...a.map((line) => ["first", line]), ...b.map((line) => ["second", line])];
  // common[i][j]: how many lines a from i and b from j have in common.
  const common = Array.from(
    { length: a.length + 1 },
    () => new Uint32Array(b.length + 1),
  );
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i][j] =
        a[i] === b[j]
          ? common[i + 1][j + 1] + 1
          : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(["both", a[i++]]);
      j++;
    } else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1]))
      lines.push(["first", a[i++]]);
    else lines.push(["second", b[j++]]);
  }
  return lines;
}
