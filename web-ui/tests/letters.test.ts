import assert from "node:assert/strict";
import { test } from "node:test";
import { type Letters, sentence, typeLetter } from "../src/letters";

const codes: Letters[] = [
  { letters: "ro", name: "Roles" },
  { letters: "rw", name: "Rewards" },
  { letters: "ca", name: "Capacity" },
];

test("two letters choose a code, one waits, others are nobody's", () => {
  const one = typeLetter(codes, "", "R");
  assert.equal(one.kind, "waiting");
  assert.deepEqual(one.kind === "waiting" && one.fitting.map((code) => code.name), ["Roles", "Rewards"]);
  assert.deepEqual(typeLetter(codes, "r", "w"), { kind: "chosen", code: codes[1] });
  assert.deepEqual(typeLetter(codes, "r", "x"), { kind: "nobody", typed: "rx" });
});

test("a letter after a finished pair begins a new one", () => {
  assert.equal(typeLetter(codes, "ro", "c").kind, "waiting");
});

test("a sentence goes from the end of the last to its own end", () => {
  const text = "We ring. \u201cNobody comes!\u201d So we wait\u2026 Then\nit is night";
  const taken = (at: number): string => {
    const { start, end } = sentence(text, at);
    return text.slice(start, end);
  };
  assert.equal(taken(0), "We ring.");
  assert.equal(taken(12), "\u201cNobody comes!\u201d");
  assert.equal(taken(text.indexOf("wait")), "So we wait\u2026");
  assert.equal(taken(text.indexOf("Then")), "Then");
  assert.equal(taken(text.length), "it is night");
});
