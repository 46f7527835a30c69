// A small language for formulas: "t = x + y; z = t^2". Text becomes a tree, and every
// mistake an ExpressionError that knows its place in the text.
//
//   program    = definition { ";" definition } [ ";" ]     the last one is the result
//   definition = [ name "=" ] sum
//   sum        = product { ("+" | "-") product }
//   product    = signed { ("*" | "/") signed }
//   signed     = ("-" | "+") signed | power
//   power      = atom [ ("^" | "**") signed ]               so -x^2 is -(x^2)
//   atom       = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
import declared from "../state/graph-stepper.json" with { type: "json" };

import { plain } from "./numbers.js";

/** name -> number of arguments */
export const FUNCTIONS = {
  exp: 1,
  log: 1,
  sqrt: 1,
  sin: 1,
  cos: 1,
  tanh: 1,
  sigmoid: 1,
  relu: 1,
  max: 2,
  min: 2,
};
const MAX_LENGTH = declared.expression.most;
const BINARY = { "+": "add", "-": "sub", "*": "mul", "/": "div" };
const ALIASES = { "×": "*", "·": "*", "÷": "/", "**": "^" };
const TOKEN =
  /(\s+)|((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|[-+*/^(),;=×·÷])/uy;

/** `key` names the message, `values` fill it in, `at` and `length` say where it is. */
export class ExpressionError extends Error {
  constructor(key, { at, length = 1 }, values = {}) {
    super(`${key} at ${at}: ${JSON.stringify(values)}`);
    this.key = key;
    this.at = at;
    this.length = length;
    this.values = values;
  }
}

function tokenize(typed) {
  const text = plain(typed);
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      const found = String.fromCodePoint(typed.codePointAt(at));
      throw new ExpressionError("character", { at, length: found.length }, { found });
    }
    const [found, space, number, name, symbol] = match;
    if (space) continue;
    const type = number ? "number" : name ? "name" : (ALIASES[symbol] ?? symbol);
    tokens.push({ type, text: found, at, length: found.length });
  }
  tokens.push({ type: "end", text: "", at: text.trimEnd().length, length: 1 });
  return tokens;
}

/**
 * Parse a program into a list of definitions {name (null where none), at, length, tree}.
 * A tree is {type: "number", value}, {type: "name", name} or
 * {type: "call", op, args}, each with its place {at, length}.
 */
export function parse(text) {
  if (text.length > MAX_LENGTH)
    throw new ExpressionError("long", { at: MAX_LENGTH }, { max: MAX_LENGTH });
  const tokens = tokenize(text);
  if (tokens.length === 1) throw new ExpressionError("empty", { at: 0 });
  let next = 0;

  const peek = () => tokens[next];
  const isNext = (type) => peek().type === type;
  const take = (type) => (isNext(type) ? tokens[next++] : null);
  const fail = (key, token, values) => {
    throw new ExpressionError(key, token, { found: token.text, ...values });
  };

  function program() {
    const definitions = [];
    do definitions.push(definition());
    while (take(";") && !isNext("end"));
    if (!isNext("end")) afterOperand();
    return definitions;
  }

  function definition() {
    const token = peek();
    const { at, length } = token;
    if (!isNext("name") || tokens[next + 1].type !== "=")
      return { name: null, at, length, tree: sum() };
    if (Object.hasOwn(FUNCTIONS, token.text)) fail("reserved", token);
    next += 2;
    return { name: token.text, at, length, tree: sum() };
  }

  const sum = () => chain(product, "+", "-");
  const product = () => chain(signed, "*", "/");

  function chain(operand, ...operators) {
    let left = operand();
    while (operators.includes(peek().type)) {
      const operator = tokens[next++];
      left = call(BINARY[operator.type], [left, operand()]);
    }
    return left;
  }

  function signed() {
    if (take("+")) return signed();
    const minus = take("-");
    if (!minus) return power();
    const operand = signed();
    const place = { at: minus.at, length: operand.at + operand.length - minus.at };
    return operand.type === "number" && operand.value >= 0
      ? { ...operand, ...place, value: -operand.value }
      : { type: "call", op: "neg", args: [operand], ...place };
  }

  function power() {
    const base = atom();
    return take("^") ? call("pow", [base, signed()]) : base;
  }

  function atom() {
    const token = peek();
    const { at, length } = token;
    if (take("number"))
      return { type: "number", value: Number(token.text), at, length };
    if (take("name")) {
      if (isNext("(")) return functionCall(token);
      if (Object.hasOwn(FUNCTIONS, token.text)) fail("bareFunction", token);
      return { type: "name", name: token.text, at, length };
    }
    if (take("(")) {
      const inner = sum();
      return { ...inner, at, length: close(token).at + 1 - at };
    }
    if (isNext("end")) return fail("operandAtEnd", token);
    return fail(isNext(")") ? "operandBeforeClose" : "operand", token);
  }

  function functionCall(name) {
    if (!Object.hasOwn(FUNCTIONS, name.text)) fail("unknownFunction", name);
    const open = take("(");
    const args = [];
    do args.push(sum());
    while (take(","));
    const end = close(open).at + 1;
    const place = { at: name.at, length: end - name.at };
    const takes = FUNCTIONS[name.text];
    if (args.length !== takes) {
      const key = takes === 1 ? "oneArgument" : "twoArguments";
      throw new ExpressionError(key, place, { name: name.text, given: args.length });
    }
    return { type: "call", op: name.text, args, ...place };
  }

  function close(open) {
    const token = take(")");
    if (token) return token;
    if (isNext("end") || isNext(";")) return fail("unclosed", open);
    return afterOperand();
  }

  // An operand is complete, and what follows cannot follow an operand.
  function afterOperand() {
    const token = peek();
    const before = tokens[next - 1].text;
    if (token.type === ")") return fail("unopened", token);
    if (token.type === ",") return fail("comma", token);
    if (token.type === "=") return fail("equals", token);
    return fail("operator", token, { before });
  }

  return program();
}

const call = (op, args) => {
  const last = args.at(-1);
  return {
    type: "call",
    op,
    args,
    at: args[0].at,
    length: last.at + last.length - args[0].at,
  };
};

/** At most `room` characters of the text around a mistake, with ^^^ below it. */
export function markedLine(text, { at, length }, room) {
  const end = Math.min(at + length, Math.max(text.length, at + 1));
  const from = text.length <= room ? 0 : Math.max(0, at - Math.floor(room / 2));
  const piece = text.slice(from, from + room).replace(/\s/g, " ");
  const before = from > 0 ? "…" : "";
  const carets = "^".repeat(Math.max(1, Math.min(end, from + room) - at));
  return `${before}${piece}\n${" ".repeat(before.length + at - from)}${carets}`;
}
