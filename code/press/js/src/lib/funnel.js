// What a request costs: a power law through measured times, and stages added up.

/** Milliseconds for n videos, on straight lines through `rows` on logarithmic axes. */
export function searchTime(rows, n) {
  const above = rows.findIndex(([videos]) => videos >= n);
  const i = above < 0 ? rows.length - 1 : Math.max(1, above);
  const [[n0, t0], [n1, t1]] = [rows[i - 1], rows[i]];
  const slope = Math.log(t1 / t0) / Math.log(n1 / n0);
  return t0 * (n / n0) ** slope;
}

/**
 * Milliseconds of each stage for a catalogue of n videos: {search, rank, total}. `rank`
 * is given in microseconds for a video; with one stage every video is ranked.
 */
export function requestTime(stages, n, { candidates, rank, ...measured }) {
  const one = stages === "one";
  const search = one ? 0 : searchTime(measured[stages], n);
  const ranking = ((one ? n : Math.min(n, candidates)) * rank) / 1000;
  return { search, rank: ranking, total: search + ranking };
}

/** How many videos can be ranked in the budget after the search; 0 where none. */
export function affordable(stages, n, budget, costs) {
  const { search } = requestTime(stages, n, costs);
  return Math.max(0, Math.floor(((budget - search) * 1000) / costs.rank));
}
