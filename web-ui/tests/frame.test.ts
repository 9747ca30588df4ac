import assert from "node:assert/strict";
import { test } from "node:test";
import { move, parse, zoom, zoomOf } from "../src/frame";

const WHOLE = { x: 0, y: 0, width: 1000, height: 600 };

test("a view box is four numbers with an area", () => {
  assert.deepEqual(parse("0 0 1000 600"), WHOLE);
  assert.deepEqual(parse("0,0, 1000,600"), WHOLE);
  for (const wrong of [null, "", "0 0 10", "0 0 0 5", "0 0 -1 5", "a b c d"]) assert.equal(parse(wrong), null);
});

test("zooming keeps the point under the pointer still", () => {
  const frame = zoom(WHOLE, WHOLE, 2, 0.25, 0.5);
  assert.deepEqual(frame, { x: 125, y: 150, width: 500, height: 300 });
  assert.equal(frame.x + 0.25 * frame.width, 250);
});

test("one never zooms out beyond the whole or in beyond eight times", () => {
  assert.deepEqual(zoom(WHOLE, WHOLE, 0.1), WHOLE);
  assert.equal(zoomOf(WHOLE, zoom(WHOLE, WHOLE, 100)), 8);
});

test("moving stops at the border", () => {
  const near = zoom(WHOLE, WHOLE, 2);
  assert.deepEqual(move(WHOLE, near, -5, 0), { ...near, x: 0 });
  assert.deepEqual(move(WHOLE, near, 0, 5), { ...near, y: 300 });
  assert.deepEqual(move(WHOLE, WHOLE, 1, 1), WHOLE);
});
