// The three matrix products of a fully connected layer, on row-major Float64Arrays.
// The inner loops work on blocks of 2 × 4 rows: eight independent sums keep the
// processor busy, and each number that is read serves several products. What does not
// fill a block is left to plain loops.

/** Z (n × m) = A (n × k) Wᵀ + b, with W of shape m × k. */
export function affine(Z, A, W, b, n, m, k) {
  const whole = m - (m % 4);
  for (let i = 0; i < n; i += 2) {
    const i1 = i + 1 < n ? i + 1 : i; // an odd last row is computed twice
    const a0 = i * k;
    const a1 = i1 * k;
    const z0 = i * m;
    const z1 = i1 * m;
    let o = 0;
    for (; o < whole; o += 4) {
      const w0 = o * k;
      const w1 = w0 + k;
      const w2 = w1 + k;
      const w3 = w2 + k;
      let s0 = b[o];
      let s1 = b[o + 1];
      let s2 = b[o + 2];
      let s3 = b[o + 3];
      let t0 = s0;
      let t1 = s1;
      let t2 = s2;
      let t3 = s3;
      for (let j = 0; j < k; j++) {
        const x = A[a0 + j];
        const y = A[a1 + j];
        const p = W[w0 + j];
        const q = W[w1 + j];
        const r = W[w2 + j];
        const s = W[w3 + j];
        s0 += p * x;
        t0 += p * y;
        s1 += q * x;
        t1 += q * y;
        s2 += r * x;
        t2 += r * y;
        s3 += s * x;
        t3 += s * y;
      }
      Z[z0 + o] = s0;
      Z[z0 + o + 1] = s1;
      Z[z0 + o + 2] = s2;
      Z[z0 + o + 3] = s3;
      Z[z1 + o] = t0;
      Z[z1 + o + 1] = t1;
      Z[z1 + o + 2] = t2;
      Z[z1 + o + 3] = t3;
    }
    for (; o < m; o++) {
      let s = b[o];
      let t = s;
      for (let j = 0; j < k; j++) {
        const w = W[o * k + j];
        s += w * A[a0 + j];
        t += w * A[a1 + j];
      }
      Z[z0 + o] = s;
      Z[z1 + o] = t;
    }
  }
}

/** dW (m × k) = dZᵀ A and db (m) = the column sums of dZ (n × m). */
export function weightGradients(dW, db, dZ, A, n, m, k) {
  dW.fill(0);
  db.fill(0);
  const whole = n - (n % 4);
  for (let i = 0; i < n; i++) {
    const z = i * m;
    for (let o = 0; o < m; o++) db[o] += dZ[z + o];
  }
  for (let i = 0; i < whole; i += 4) {
    const a0 = i * k;
    const a1 = a0 + k;
    const a2 = a1 + k;
    const a3 = a2 + k;
    const z0 = i * m;
    const z1 = z0 + m;
    const z2 = z1 + m;
    const z3 = z2 + m;
    let o = 0;
    for (; o + 1 < m; o += 2) {
      const p0 = dZ[z0 + o];
      const p1 = dZ[z1 + o];
      const p2 = dZ[z2 + o];
      const p3 = dZ[z3 + o];
      const q0 = dZ[z0 + o + 1];
      const q1 = dZ[z1 + o + 1];
      const q2 = dZ[z2 + o + 1];
      const q3 = dZ[z3 + o + 1];
      const w = o * k;
      const v = w + k;
      for (let j = 0; j < k; j++) {
        const x0 = A[a0 + j];
        const x1 = A[a1 + j];
        const x2 = A[a2 + j];
        const x3 = A[a3 + j];
        dW[w + j] += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
        dW[v + j] += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
      }
    }
    for (; o < m; o++)
      for (let j = 0; j < k; j++)
        dW[o * k + j] +=
          dZ[z0 + o] * A[a0 + j] +
          dZ[z1 + o] * A[a1 + j] +
          dZ[z2 + o] * A[a2 + j] +
          dZ[z3 + o] * A[a3 + j];
  }
  for (let i = whole; i < n; i++)
    for (let o = 0; o < m; o++) {
      const d = dZ[i * m + o];
      for (let j = 0; j < k; j++) dW[o * k + j] += d * A[i * k + j];
    }
}

/** dA (n × k) += dZ (n × m) W (m × k). */
export function addInputGradients(dA, dZ, W, n, m, k) {
  const whole = m - (m % 4);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const a0 = i * k;
    const a1 = a0 + k;
    const z0 = i * m;
    const z1 = z0 + m;
    for (let o = 0; o < whole; o += 4) {
      const p0 = dZ[z0 + o];
      const p1 = dZ[z0 + o + 1];
      const p2 = dZ[z0 + o + 2];
      const p3 = dZ[z0 + o + 3];
      const q0 = dZ[z1 + o];
      const q1 = dZ[z1 + o + 1];
      const q2 = dZ[z1 + o + 2];
      const q3 = dZ[z1 + o + 3];
      const w0 = o * k;
      const w1 = w0 + k;
      const w2 = w1 + k;
      const w3 = w2 + k;
      for (let j = 0; j < k; j++) {
        const x0 = W[w0 + j];
        const x1 = W[w1 + j];
        const x2 = W[w2 + j];
        const x3 = W[w3 + j];
        dA[a0 + j] += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
        dA[a1 + j] += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
      }
    }
    addRows(dA, dZ, W, i, i + 2, whole, m, k);
  }
  addRows(dA, dZ, W, i, n, 0, m, k);
}

// The same for the rows from..to of dZ and its columns first..m.
function addRows(dA, dZ, W, from, to, first, m, k) {
  for (let i = from; i < to; i++)
    for (let o = first; o < m; o++) {
      const d = dZ[i * m + o];
      for (let j = 0; j < k; j++) dA[i * k + j] += d * W[o * k + j];
    }
}
