// What was measured in a run, thinned out so that its curve never has too many points.
const KEEP = 500;

/** add(point) in order; `points` are those kept: all, then every second, fourth, ... */
export function createHistory() {
  let points = [];
  let every = 1;
  let count = 0;
  return {
    get points() {
      return points;
    },
    add(point) {
      if (count++ % every === 0) points.push(point);
      if (points.length <= KEEP) return;
      points = points.filter((_, i) => i % 2 === 0);
      every *= 2;
    },
  };
}
