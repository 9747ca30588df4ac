import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsIn } from "../guard.mjs";

test("a plain stylesheet may be shipped", () => {
  assert.deepEqual(problemsIn("a{color:#4b1f5c;background:url(data:image/svg+xml;base64,AA)}"), []);
});

test("requests elsewhere, letters and another body's identity may not", () => {
  for (const css of [
    "a{background:url(https://example.org/a.png)}",
    "a{background:url('//example.org/a.png')}",
    "a{background:url(/a.png)}",
    "@import 'x.css';",
    "@font-face{font-family:x}",
    "a{font-family:Frutiger W01}",
    "a{color:#005EB8}",
  ]) {
    assert.equal(problemsIn(css).length, 1, css);
  }
});
