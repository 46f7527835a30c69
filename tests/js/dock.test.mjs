// Where a figure stands that has come to its sentence, and how small it is drawn there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstFit, levelsFor } from "../../code/press/js/src/site/dock/levels.js";
import { isHome, meet, placesFor } from "../../code/press/js/src/site/dock/place.js";

const box = (left, top, width, height) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const DESK = { width: 1280, height: 900, head: 60 };
const PHONE = { width: 360, height: 740, head: 60 };
const best = (page, text, sentence, link) =>
  placesFor(page, text, [sentence, sentence, link])[0];
const column = box(16, -2000, 328, 5000);

test("it stands beside the text where the window leaves room for it", () => {
  const place = best(
    DESK,
    box(280, 0, 690, 5000),
    box(280, 400, 500, 54),
    box(0, 0, 1, 1),
  );
  assert.equal(place.at, "side");
  assert.ok(place.left > 970 && place.left + place.width <= 1280);
  assert.ok(place.room <= DESK.height - DESK.head);
  const wide = best({ ...DESK, width: 2600 }, box(280, 0, 690, 9), column, column);
  assert.ok(wide.width <= 560, "no wider than it is of use");
});

test("else at that end of the window at which the sentence is not", () => {
  for (let top = 60; top < 700; top += 20)
    for (const height of [27, 54, 135]) {
      const sentence = box(16, top, 328, Math.min(height, 740 - top));
      const { at, room } = best(PHONE, column, sentence, sentence);
      const panel =
        at === "top" ? box(0, 60, 360, room) : box(0, 740 - room, 360, room);
      assert.ok(!meet(panel, sentence), `${at}, sentence at ${top}`);
      assert.ok(room <= PHONE.height / 2);
      assert.ok(room >= (PHONE.height - PHONE.head - height) / 2 - 7);
    }
});

test("a sentence that fills the window gives way, but not its link", () => {
  const link = box(100, 380, 120, 25);
  const { at, room } = best(PHONE, column, box(16, 80, 328, 640), link);
  assert.ok(room > 300);
  const panel = at === "top" ? box(0, 60, 360, room) : box(0, 740 - room, 360, room);
  assert.ok(!meet(panel, link));
});

test("one of five lines is left whole, where the figure can be small enough", () => {
  const [sentence, link] = [box(16, 330, 328, 130), box(100, 356, 120, 25)];
  const begun = box(16, 330, 328, 51);
  const [whole, half, least] = placesFor(PHONE, column, [sentence, begun, link]);
  assert.ok(whole.room <= 740 - 460 && whole.room > 250);
  assert.ok(half.room <= 740 - 381 && half.room > 330);
  assert.ok(least.room >= half.room);
});

test("it goes home where its place is reached or its section left", () => {
  const section = box(0, -3000, 700, 6000);
  const away = box(0, -1200, 700, 700);
  assert.ok(!isHome(away, section, DESK, true));
  assert.ok(isHome(box(0, 100, 700, 700), section, DESK, false), "the whole place");
  assert.ok(isHome(away, box(0, -3000, 700, 3050), DESK, true), "the section is over");
  // A place that is higher than the window may fill it when the link is followed.
  const high = box(0, -300, 328, 1400);
  assert.ok(!isHome(high, section, PHONE, false));
  assert.ok(isHome(high, section, PHONE, true));
});

test("no level makes letters of 13 px smaller than 10, nor a picture too narrow", () => {
  for (const at of /** @type {const} */ (["side", "top", "bottom"])) {
    for (const width of [240, 266, 328, 538, 736])
      for (const [zoom, squeeze] of levelsFor(at, width)) {
        assert.ok(zoom * 13 >= 10);
        assert.ok(squeeze > 0.3 && squeeze <= 1);
      }
    assert.ok(levelsFor(at, 266).every(([zoom]) => 266 / zoom >= 290));
    const areas = levelsFor(at, 736).map(([zoom, squeeze]) => zoom * squeeze);
    assert.deepEqual(
      areas,
      areas.toSorted((a, b) => b - a),
    );
  }
});

test("the first level that fits is found with few tries", () => {
  for (let count = 1; count <= 8; count++)
    for (let answer = 0; answer <= count; answer++)
      for (const known of [undefined, ...Array(count).keys()]) {
        const tried = [];
        const fits = (level) => {
          tried.push(level);
          return level >= answer;
        };
        const found = firstFit(count, fits, known);
        const best = Math.min(answer, count - 1);
        // What has fitted before stays, so that a figure keeps its size from link to link.
        assert.equal(found, known !== undefined && known >= answer ? known : best);
        assert.ok(tried.length <= 4 && new Set(tried).size === tried.length);
      }
});
