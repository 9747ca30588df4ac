import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoints, passage, wholeCharacter } from "../src/passage";

// "Anna: We ring 🏥 the ward.\nBen: They say: not us." with the words of each turn as one piece.
const TURNS = [
  { start: 6, text: "We ring 🏥 the ward." },
  { start: 31, text: "They say: not us." },
];
const WHOLE = [..."Anna: We ring 🏥 the ward.\nBen: They say: not us."];
const cut = (found: { start: number; end: number } | null) => (found ? WHOLE.slice(found.start, found.end).join("") : null);

test("a passage within one turn counts code points, not UTF-16 units", () => {
  const found = passage(TURNS, { piece: 0, offset: 11 }, { piece: 0, offset: 19 });
  assert.deepEqual(found, { start: 16, end: 24, quote: "the ward" });
  assert.equal(cut(found), "the ward");
});

test("marking from right to left gives the same passage", () => {
  assert.deepEqual(
    passage(TURNS, { piece: 0, offset: 19 }, { piece: 0, offset: 11 }),
    passage(TURNS, { piece: 0, offset: 11 }, { piece: 0, offset: 19 }),
  );
});

test("a boundary inside a surrogate pair takes the whole character", () => {
  assert.equal(wholeCharacter("a🏥b", 2, false), 1);
  assert.equal(wholeCharacter("a🏥b", 2, true), 3);
  const found = passage(TURNS, { piece: 0, offset: 9 }, { piece: 0, offset: 10 });
  assert.equal(found?.quote, "🏥");
  assert.equal(cut(found), "🏥");
});

test("an unpaired surrogate is one code point and not repaired", () => {
  assert.equal(wholeCharacter("\ud83c", 1, true), 1);
  assert.equal(codePoints("a\ud83cb"), 3);
});

test("white space at the ends is left out", () => {
  const found = passage(TURNS, { piece: 0, offset: 7 }, { piece: 0, offset: 15 });
  assert.equal(found?.quote, "🏥 the");
  assert.equal(cut(found), "🏥 the");
});

test("a passage over two turns runs from the one to the other", () => {
  const found = passage(TURNS, { piece: 0, offset: 15 }, { piece: 1, offset: 8 });
  assert.deepEqual(found, { start: 20, end: 39, quote: "ward.\nThey say" });
  assert.equal(cut(found), "ward.\nBen: They say");
});

test("a triple click that ends at the front of the next turn stays in its own", () => {
  const found = passage(TURNS, { piece: 0, offset: 0 }, { piece: 1, offset: 0 });
  assert.equal(cut(found), "We ring 🏥 the ward.");
});

test("a passage that begins behind the last character of a turn begins in the next one", () => {
  assert.equal(cut(passage(TURNS, { piece: 0, offset: 20 }, { piece: 1, offset: 4 })), "They");
});

test("nothing but white space is no passage", () => {
  assert.equal(passage(TURNS, { piece: 0, offset: 2 }, { piece: 0, offset: 3 }), null);
  assert.equal(passage(TURNS, { piece: 0, offset: 5 }, { piece: 0, offset: 5 }), null);
  assert.equal(passage([], { piece: 0, offset: 0 }, { piece: 0, offset: 4 }), null);
});

test("an offset beyond the text is its end", () => {
  assert.equal(passage(TURNS, { piece: 1, offset: 10 }, { piece: 1, offset: 99 })?.quote, "not us.");
});
