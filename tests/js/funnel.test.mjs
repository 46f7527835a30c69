// lib/funnel.js against numpy (tests/golden/chapter6.py), and sums made by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { affordable, requestTime, searchTime } from "../../code/press/js/src/lib/funnel.js";

const golden = JSON.parse(readFileSync(process.env.NNBOOK_GOLDEN, "utf8")).funnel;
const costs = {
  candidates: 500,
  rank: 20,
  exact: [
    [1e5, 1],
    [1e6, 10],
  ],
  index: [
    [1e5, 0.1],
    [1e6, 0.2],
  ],
};

test("the time of a search is numpy's interpolation", () => {
  golden.n.forEach((n, i) => {
    const ours = searchTime(golden.rows, n);
    assert.ok(Math.abs(ours / golden.times[i] - 1) < 1e-9, `${n}: ${ours}`);
  });
});

test("stages add up", () => {
  assert.equal(requestTime("one", 1e6, costs).total, 20_000);
  const { search, rank, total } = requestTime("exact", 1e6, costs);
  assert.ok(Math.abs(search - 10) < 1e-9 && rank === 10 && total === search + rank);
  assert.equal(requestTime("index", 100, costs).rank, 2); // no more than there are
});

test("what the budget leaves for ranking", () => {
  assert.equal(affordable("one", 1e6, 50, costs), 2500);
  assert.equal(affordable("exact", 1e6, 30, costs), 1000);
  assert.equal(affordable("exact", 1e7, 50, costs), 0);
});
