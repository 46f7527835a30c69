// The nearest known name to one that is not known: for messages that help.

/** The word of `words` with the fewest letters to change from `word`. */
export function nearestName(word, words) {
  const far = words.map((known) => edits(word.toLowerCase(), known.toLowerCase()));
  return words[far.indexOf(Math.min(...far))];
}

// Letters to insert, delete or replace to make b of a (Levenshtein, 1966).
function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length];
}
