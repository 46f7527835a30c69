// The cells of a chapter and the Python in which they run: what has run, in which order,
// and what is older than what stands above it. Knows nothing of the page.

/** @import { Interpreter } from "../python/interpreter.js" */

/**
 * @typedef {object} Ran How a cell was run the last time.
 * @property {string} code
 * @property {number} at the how-manieth run of the page it was
 * @property {number} session of which Python
 * @property {number} times how often it has run in that session
 * @property {"done" | "partial" | "error"} status
 * @property {{line: number, package: string, name?: string}[]} needs
 * @property {string[]} shifted random generators that are not where the book has them
 */

/**
 * @typedef {object} Cell
 * @property {number} number from 1, in the order of the page
 * @property {string} source the book's code
 * @property {string} code the reader's
 * @property {Ran | null} ran
 */

/** @typedef {Interpreter & {on: (event: string, handler: (data: any) => void) => void}} Python */

export class Chapter {
  /** @type {Cell[]} */
  cells;
  #open;
  #hear;
  /** @type {Python | null} */
  #python = null;
  #session = 0;
  #runs = 0;
  /** @type {{target: Cell, left: Cell[], going: Cell | null, stop: AbortController} | null} */
  #work = null;
  #shifted = new Set();

  /**
   * @param {{source: string, code?: string}[]} cells
   * @param {(signal: AbortSignal) => Promise<Python>} open starts a Python, or gives up
   * @param {{change?: () => void, output?: (cell: Cell, output: any) => void,
   *   begin?: (cell: Cell) => void, state?: (widget: number, values: any) => void}} hear
   *   `change` hears that states have changed, `begin` that a cell is going to show
   *   something new, `output` what it shows, `state` that Python has moved a figure
   */
  constructor(cells, open, hear = {}) {
    this.cells = cells.map(({ source, code = source }, i) => {
      return { number: i + 1, source, code, ran: null };
    });
    this.#open = open;
    this.#hear = hear;
  }

  /** What is going on: {target, left, going}, or null. */
  get work() {
    return this.#work;
  }

  /**
   * @param {Cell} cell
   * @returns {"recorded" | "running" | "done" | "error" | "stale"}
   */
  state(cell) {
    if (this.#work?.going === cell) return "running";
    if (!cell.ran) return "recorded";
    if (this.why(cell)) return "stale";
    return cell.ran.status === "error" ? "error" : "done";
  }

  /**
   * Why what a cell shows is older than what it would show now; "" where it is not.
   * @param {Cell} cell
   * @returns {"" | "stopped" | "edited" | "above"}
   */
  why(cell) {
    const { ran } = cell;
    if (!ran) return "";
    if (ran.session !== this.#session || !this.#python) return "stopped";
    if (ran.code !== cell.code) return "edited";
    const older = ({ ran: other, code }) =>
      other ? other.at > ran.at || other.code !== code : true;
    return this.above(cell).some(older) ? "above" : "";
  }

  /** @param {Cell} cell */
  above(cell) {
    return this.cells.slice(0, cell.number - 1);
  }

  /** The cells above that have to run before this one can. */
  missing(cell) {
    return this.above(cell).filter(
      (other) => !other.ran || other.ran.status === "error" || this.why(other),
    );
  }

  /** Change a cell's code. */
  edit(cell, code) {
    cell.code = code;
    this.#hear.change?.();
  }

  /**
   * Run a cell, and before it what is missing above. Resolves to "done" where it has run,
   * else to why it has not: "busy", "stopped", or the cell above at which it ended.
   * @param {Cell} cell
   */
  run(cell) {
    return this.#runAll(cell, [...this.missing(cell), cell]);
  }

  /** Run all cells above, in their order, also those that have run. */
  runAbove(cell) {
    return this.#runAll(cell, this.above(cell));
  }

  /** End what is going on, and Python with it: a loop cannot be broken off otherwise. */
  stop() {
    const cell = this.#work?.going;
    if (cell) this.#note(cell, cell.code, { status: "error", needs: [], moved: [] });
    this.#python?.stop();
    this.#python = null;
    this.#work?.stop.abort();
    this.#work = null;
    this.#hear.change?.();
  }

  /** Back to how the book shows the chapter; the next run starts a new Python. */
  restart() {
    this.stop();
    for (const cell of this.cells) cell.ran = null;
    this.#hear.change?.();
  }

  /** Tell Python what the reader has moved in a figure; resolves once it knows. */
  async move(widget, values) {
    await this.#python?.call("move", { widget, values }).catch(() => {});
  }

  async #runAll(target, cells) {
    if (this.#work) return "busy";
    const stop = new AbortController();
    const work = { target, left: [...cells], going: null, stop };
    this.#work = work;
    this.#hear.change?.();
    try {
      const python = await this.#ready(work);
      for (const cell of cells) {
        if (this.#work !== work) return "stopped";
        work.left.shift();
        const ran = await this.#runOne(python, cell, work);
        if (!ran) return "stopped";
        if (ran.status === "error" && cell !== target) return cell;
      }
      return "done";
    } catch (error) {
      if (this.#work !== work) return "stopped";
      this.#python?.stop();
      this.#python = null;
      throw error;
    } finally {
      if (this.#work === work) this.#work = null;
      this.#hear.change?.();
    }
  }

  async #ready(work) {
    if (this.#python) return this.#python;
    const python = await this.#open(work.stop.signal);
    if (this.#work !== work) {
      python.stop();
      return python;
    }
    this.#python = python;
    this.#session++;
    this.#shifted = new Set();
    python.on("output", (output) => this.#heard(output));
    await python.ready;
    return python;
  }

  async #runOne(python, cell, work) {
    const { code, number } = cell;
    work.going = cell;
    this.#hear.begin?.(cell);
    this.#hear.change?.();
    const answer = await python.call("run", { source: code, name: `cell ${number}` });
    if (this.#work !== work) return null;
    work.going = null;
    this.#note(cell, code, answer);
    this.#hear.change?.();
    return cell.ran;
  }

  #note(cell, code, { status, needs, moved }) {
    const session = this.#session;
    const again = cell.ran?.session === session;
    const times = again ? cell.ran.times + 1 : 1;
    if (again) for (const name of moved) this.#shifted.add(name);
    const shifted = moved.filter((name) => this.#shifted.has(name));
    cell.ran = { code, at: ++this.#runs, session, times, status, needs, shifted };
  }

  #heard(output) {
    if (output.type === "state") this.#hear.state?.(output.widget, output.values);
    else if (this.#work?.going) this.#hear.output?.(this.#work.going, output);
  }
}
