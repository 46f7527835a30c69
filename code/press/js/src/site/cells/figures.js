// The book's figures that a cell shows: what the reader moves goes to Python, what Python
// sets moves the figure.
import { StaticModel } from "../model.js";

/** A model that tells `send` which values the reader has changed. */
class LiveModel extends StaticModel {
  #changed = new Set();
  #send;

  constructor(state, send) {
    super(state);
    this.#send = send;
  }

  set(key, value) {
    super.set(key, value);
    this.#changed.add(key);
    queueMicrotask(() => this.save_changes()); // a link only sets
  }

  save_changes() {
    if (!this.#changed.size) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#send(Object.fromEntries(changed.map((key) => [key, this.get(key)])));
  }

  /** Take what Python has set; it is not told again. */
  receive(values) {
    for (const [key, value] of Object.entries(values)) super.set(key, value);
  }
}

/**
 * The figures of one Python: {show(data, parent), receive(id, values), forget()}. What
 * `show` returns is to be called before the figure goes.
 * @param {(name: string, model: StaticModel, parent: HTMLElement) => () => void} mount
 *   puts one into the page
 * @param {(id: number, values: any) => Promise<void>} move tells Python
 */
export function figures(mount, move) {
  const models = new Map(); // by Python's number of the figure: it may be shown twice
  const waiting = new Map(); // {id: values} for when Python has heard the last ones

  async function send(id, model, values) {
    for (const other of models.get(id) ?? [])
      if (other !== model) other.receive(values);
    if (waiting.has(id)) return void Object.assign(waiting.get(id), values);
    waiting.set(id, {});
    await move(id, values);
    const next = waiting.get(id);
    waiting.delete(id);
    if (next && Object.keys(next).length) send(id, model, next);
  }

  return {
    show({ id, name, state }, parent) {
      const model = new LiveModel(state, (values) => send(id, model, values));
      models.set(id, [...(models.get(id) ?? []), model]);
      return mount(name, model, parent);
    },
    receive(id, values) {
      for (const model of models.get(id) ?? []) model.receive(values);
    },
    forget() {
      models.clear();
      waiting.clear();
    },
  };
}
