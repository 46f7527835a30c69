// The activation functions of chapter 2 with their derivatives, element by element:
// the same formulas as nnbook.activations, to which the tests hold them.
import erf from "@stdlib/math-base-special-erf";

const SQRT_2 = Math.SQRT2;
const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
const INV_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);
const CUBIC = 0.044715; // Hendrycks & Gimpel (2016), the tanh form of GELU

export const step = (z) => (z >= 0 ? 1 : 0);

// exp of a negative number only: no overflow at z = -1000.
export const logistic = (z) =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

export const tanh = Math.tanh;
export const relu = (z) => (z > 0 ? z : 0);
export const leakyRelu = (z, gamma) => (z > 0 ? z : gamma * z);

const normalCdf = (z) => 0.5 * (1 + erf(z / SQRT_2));
const normalPdf = (z) => INV_SQRT_2PI * Math.exp(-0.5 * z * z);
export const gelu = (z) => z * normalCdf(z);

const geluInner = (z) => SQRT_2_OVER_PI * (z + CUBIC * z ** 3);
export const geluTanh = (z) => 0.5 * z * (1 + Math.tanh(geluInner(z)));

export const silu = (z) => z * logistic(z);

// log(1 + exp(z)), with exp of a negative number only.
export const softplus = (z) => relu(z) + Math.log1p(Math.exp(-Math.abs(z)));

const dLogistic = (z) => logistic(z) * logistic(-z);
const dTanh = (z) => (1 - Math.tanh(z)) * (1 + Math.tanh(z));

function dGeluTanh(z) {
  const s = Math.tanh(geluInner(z));
  const slope = (1 - s) * (1 + s);
  if (slope === 0) return 0.5 * (1 + s); // far out z³ would overflow against 0
  return 0.5 * (1 + s) + 0.5 * z * slope * SQRT_2_OVER_PI * (1 + 3 * CUBIC * z * z);
}

/**
 * name -> {f(z, gamma), df(z, gamma), corner, formOf}; gamma is used by the leaky ReLU
 * alone. What is not smooth at 0 has a corner there, a "kink" or a "jump"; formOf is the
 * name of the function that it approximates.
 */
export const ACTIVATIONS = {
  step: { f: step, df: () => 0, corner: "jump" },
  logistic: { f: logistic, df: dLogistic },
  tanh: { f: tanh, df: dTanh },
  relu: { f: relu, df: (z) => (z > 0 ? 1 : 0), corner: "kink" },
  leaky_relu: { f: leakyRelu, df: (z, gamma) => (z > 0 ? 1 : gamma), corner: "kink" },
  gelu: { f: gelu, df: (z) => normalCdf(z) + z * normalPdf(z) },
  gelu_tanh: { f: geluTanh, df: dGeluTanh, formOf: "gelu" },
  silu: { f: silu, df: (z) => logistic(z) * (1 + z * logistic(-z)) },
  softplus: { f: softplus, df: logistic },
};
