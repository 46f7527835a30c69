// Questions and answers over a port: page and frame talk so, and frame and worker.

/**
 * @typedef {object} Link
 * @property {(name: string, payload?: any, transfer?: Transferable[]) => Promise<any>} ask
 *   asks the other side; rejects with its error, or with the one given to `fail`.
 * @property {(name: string, payload?: any) => void} tell says something, without answer.
 * @property {(error: Error) => void} fail gives up all questions, now and to come.
 */

/**
 * Speak over `port`; `handlers` answer what the other side asks, by its name.
 * @param {MessagePort | Worker} port
 * @param {Record<string, (payload: any) => any>} handlers
 * @returns {Link}
 */
export function link(port, handlers) {
  const waiting = new Map();
  const post = port.postMessage.bind(port);
  let last = 0;
  let broken;

  port.onmessage = async (/** @type {MessageEvent} */ { data }) => {
    if (data?.answer) return settle(data);
    const { question, name, payload } = data ?? {};
    try {
      if (!Object.hasOwn(handlers, name)) throw new Error(`no ${name} here`);
      const value = await handlers[name](payload);
      // Bytes are handed over: to copy a snapshot of memory takes long.
      const bytes = value instanceof Uint8Array ? [value.buffer] : [];
      if (question) post({ answer: question, value }, bytes);
    } catch (error) {
      if (question) post({ answer: question, error: String(error.message ?? error) });
    }
  };

  function settle({ answer, value, error }) {
    const question = waiting.get(answer);
    if (!question) return; // nobody asked, or nobody waits any more
    waiting.delete(answer);
    if (error === undefined) question.resolve(value);
    else question.reject(new Error(error));
  }

  return {
    ask: (name, payload, transfer = []) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        waiting.set(++last, { resolve, reject });
        post({ question: last, name, payload }, transfer);
      }),
    tell: (name, payload) => post({ name, payload }),
    fail(error) {
      broken ??= error;
      for (const { reject } of waiting.values()) reject(broken);
      waiting.clear();
    },
  };
}
