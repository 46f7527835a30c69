// A widget's state where there is no kernel: the part of ipywidgets' model that an
// anywidget front end uses (get, set, on, off, save_changes).

const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A model over a plain object; "change:key" and "change" as in ipywidgets. */
export class StaticModel {
  #state;
  #listeners = new Map();

  constructor(state) {
    this.#state = { ...state };
  }

  get(key) {
    return this.#state[key];
  }

  set(key, value) {
    if (same(this.#state[key], value)) return;
    this.#state[key] = value;
    this.#emit(`change:${key}`);
    this.#emit("change");
  }

  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  // Nothing to send to: the reader's state lives in the page.
  save_changes() {}

  #emit(event) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(this);
  }
}
