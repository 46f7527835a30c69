// A network of two layers that reads a drawing of 64 cells: what each unit computes, what
// the loss sends back to each weight and cell, and steps of gradient descent. No DOM.
import { decodeHalves } from "./half.js";

export const CELLS = 64;
export const HIDDEN = 32;
export const DIGITS = 10;
export const INK = 16; // what a full cell has

/**
 * @typedef {{W1: Float64Array, b1: Float64Array, W2: Float64Array, b2: Float64Array}} Net
 */

/**
 * The network that Python ships (tests/bench/digit_network.py).
 * @param {{layers: {W: string, b: string}[]}} shipped
 * @returns {Net}
 */
export function networkOf({ layers: [hidden, output] }) {
  const [W1, b1, W2, b2] = [hidden.W, hidden.b, output.W, output.b].map(decodeHalves);
  return { W1, b1, W2, b2 };
}

/** 64 amounts of ink from a text with a letter for each, 0 to g. */
export const cellsOf = (text) => Array.from(text, (letter) => parseInt(letter, 17));

/** The inputs of the network, from 0 to 1. */
export const inputsOf = (cells) => Float64Array.from(cells, (ink) => ink / INK);

/**
 * The forward pass for the inputs x: net inputs z and activations of both layers, the
 * latter's being the probabilities p.
 * @param {Net} net
 */
export function forward({ W1, b1, W2, b2 }, x) {
  const z1 = layer(W1, x, b1);
  const a1 = z1.map((z) => Math.max(0, z));
  const z2 = layer(W2, a1, b2);
  const top = Math.max(...z2);
  const e = z2.map((z) => Math.exp(z - top));
  const sum = e.reduce((s, v) => s + v);
  return { x, z1, a1, z2, p: e.map((v) => v / sum), logSum: top + Math.log(sum) };
}

/** W a + b. */
function layer(W, a, b) {
  return b.map((bias, i) => {
    let z = bias;
    for (let j = 0; j < a.length; j++) z += W[i * a.length + j] * a[j];
    return z;
  });
}

/**
 * The way back of the loss −log p of the digit `target`: the loss, what reaches the net
 * inputs (delta1, delta2), the activations (arrived) and the inputs (toInput).
 * @param {Net} net
 */
export function backward({ W1, W2 }, { z1, z2, p, logSum }, target) {
  const delta2 = p.map((share, k) => share - (k === target ? 1 : 0));
  const arrived = throughWeights(W2, delta2, HIDDEN);
  const delta1 = arrived.map((g, j) => (z1[j] > 0 ? g : 0));
  return {
    loss: Math.max(0, logSum - z2[target]), // rounding can take it below
    delta2,
    arrived,
    delta1,
    toInput: throughWeights(W1, delta1, CELLS),
  };
}

/** Wᵀ δ. */
function throughWeights(W, delta, width) {
  return Float64Array.from({ length: width }, (_, j) =>
    delta.reduce((sum, d, i) => sum + W[i * width + j] * d, 0),
  );
}

/**
 * The network after some steps of gradient descent on one drawing: each weight less
 * `rate` times its gradient, δ times what the weight has multiplied.
 * @param {Net} net
 * @returns {Net}
 */
export function learned(net, x, target, rate, steps) {
  let now = net;
  for (let step = 0; step < steps; step++) {
    const pass = forward(now, x);
    const { delta1, delta2 } = backward(now, pass, target);
    const less = (W, delta, a) =>
      W.map((w, i) => w - rate * delta[Math.floor(i / a.length)] * a[i % a.length]);
    const one = [1];
    now = {
      W1: less(now.W1, delta1, x),
      b1: less(now.b1, delta1, one),
      W2: less(now.W2, delta2, pass.a1),
      b2: less(now.b2, delta2, one),
    };
  }
  return now;
}

/** The digit with the largest probability. */
export const said = (p) => p.indexOf(Math.max(...p));
