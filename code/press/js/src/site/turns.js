// Work in turns: between two of them the page answers its reader.

const SLICE = 8; // ms: half a frame

/** Wait for a task of its own. */
export const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

/**
 * Call `act(item, i)` for each of the items, as many in a task as fit into half a frame.
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T, i: number) => void} act
 */
export async function inTurns(items, act) {
  let began = performance.now();
  let i = 0;
  for (const item of items) {
    if (performance.now() - began > SLICE) {
      await nextTask();
      began = performance.now();
    }
    act(item, i++);
  }
}
