// Choosing a code by its two letters. Nothing here touches the page.

/** A code that can be chosen: its two letters and its name. */
export interface Letters {
  readonly letters: string;
  readonly name: string;
}

/** What was typed so far, and what it means. */
export type Chosen =
  | { readonly kind: "waiting"; readonly typed: string; readonly fitting: readonly Letters[] }
  | { readonly kind: "chosen"; readonly code: Letters }
  | { readonly kind: "nobody"; readonly typed: string };

/** The state after one more letter. A letter after a finished pair begins a new one. */
export function typeLetter(codes: readonly Letters[], typed: string, letter: string): Chosen {
  const now = (typed.length >= 2 ? "" : typed) + letter.toLowerCase();
  const fitting = codes.filter((code) => code.letters.startsWith(now));
  const [first] = fitting;
  if (now.length === 2 && first) return { kind: "chosen", code: first };
  return fitting.length > 0 ? { kind: "waiting", typed: now, fitting } : { kind: "nobody", typed: now };
}

/** The sentence of `text` that holds the place `at`: from after the last end of a sentence to the next one. */
export function sentence(text: string, at: number): { readonly start: number; readonly end: number } {
  const place = Math.min(Math.max(at, 0), text.length);
  let start = 0;
  for (const found of text.matchAll(/[.!?\u2026]["'\u201d\u2019)]*\s+|\n+/g)) {
    const end = found.index + found[0].length;
    if (end > place) return trimmed(text, start, found.index + found[0].trimEnd().length);
    start = end;
  }
  return trimmed(text, start, text.length);
}

function trimmed(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + Math.max(words.trimEnd().length, lead) };
}
