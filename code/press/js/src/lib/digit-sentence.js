// The reading of the digit reader: what it says of the drawing, and what the opened unit
// has come to.
import { said } from "./digit-network.js";
import { compact, fixed, percent, significant } from "./format.js";

const LAST = 3; // step

/** A number with two decimals, or two figures where it is small. */
export const short = (value) =>
  value === 0 || Math.abs(value) >= 0.1 ? fixed(value) : significant(value, 2);

/** A sentence or two for a state of the figure, and the numbers of its pass. */
export function digitSentence(t, state) {
  const { back, step } = state;
  const parts = [whole(t, state), unitSentence(t, state)];
  if (back && step === LAST && !state.steps) parts.push(t("reading.pixels"));
  return parts.join(" ");
}

function whole(t, state) {
  const { pass, back, cells, target, steps, rate, loss, before, isOwn, examples } =
    state;
  const digit = said(pass.p);
  const facts = {
    said: digit,
    p: percent(pass.p[digit], 1),
    target,
    q: percent(pass.p[target], 1),
    loss: short(loss),
    before: short(before),
    rate: compact(rate),
    n: steps === 1 ? t("oneStep") : t("manySteps", { n: steps }),
    right: examples.filter(({ isRight }) => isRight).length,
  };
  if (steps) return t("reading.steps", facts);
  if (cells.every((ink) => ink === 0)) return t("reading.blank");
  const isWrong = digit !== target && (back || !isOwn);
  const says = t(isWrong ? "reading.wrong" : "reading.reads", facts);
  return back ? `${says} ${t("reading.loss", facts)}` : says;
}

function unitSentence(t, { opened: { layer, index }, unit, back, step }) {
  const way = back ? "backward" : "forward";
  const sort = layer === 1 ? "hidden" : "output";
  const n = layer === 1 ? index + 1 : index;
  const { facts } = unit;
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, short(Number(value))]),
  );
  if (!back)
    return t(`reading.${way}.${sort}.${step}`, {
      ...words,
      n,
      sends: t(facts.z > 0 ? "reading.sends" : "reading.silent"),
    });
  const isBlocked = facts.isSilent && step === 2;
  const key = isBlocked ? "reading.blocked" : `reading.${way}.${sort}.${step}`;
  return t(key, { ...words, n, t: facts.t });
}
