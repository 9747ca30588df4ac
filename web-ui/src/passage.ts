// Positions in a transcript. The server counts Unicode code points of the whole normalised text; the browser counts
// UTF-16 units within one text node. Nothing here touches the page.

/** A run of shown text: `start` is the code point at which it begins in the whole text. */
export interface Piece {
  readonly start: number;
  readonly text: string;
}

/** A place in a piece: `offset` in UTF-16 units, as the browser gives it. */
export interface Place {
  readonly piece: number;
  readonly offset: number;
}

/** A passage of the whole text, `start` inclusive, `end` exclusive, in code points, with the words shown for it. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** `offset` moved out of the middle of a surrogate pair: to its front, or with `after` to its end. */
export function wholeCharacter(text: string, offset: number, after: boolean): number {
  const at = Math.min(Math.max(offset, 0), text.length);
  const splits = at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
  return splits ? at + (after ? 1 : -1) : at;
}

/** How many code points `text` has before `offset`. */
export function codePoints(text: string, offset = text.length): number {
  let count = 0;
  for (const _ of text.slice(0, offset)) count += 1;
  return count;
}

/**
 * The passage between two places, in either order, without the white space at its ends: a double click often takes the
 * space after a word along. `null` when no character is left.
 */
export function passage(pieces: readonly Piece[], one: Place, other: Place): Passage | null {
  const forward = one.piece < other.piece || (one.piece === other.piece && one.offset <= other.offset);
  let from = forward ? one : other;
  let to = forward ? other : one;
  // A boundary at the very edge of a piece belongs to the neighbour that has the text.
  while (from.piece < to.piece && !rest(pieces, from).trim()) from = { piece: from.piece + 1, offset: 0 };
  while (to.piece > from.piece && !head(pieces, to).trim()) {
    to = { piece: to.piece - 1, offset: pieces[to.piece - 1]?.text.length ?? 0 };
  }
  const first = pieces[from.piece];
  const last = pieces[to.piece];
  if (!first || !last) return null;

  let a = wholeCharacter(first.text, from.offset, false);
  let b = wholeCharacter(last.text, to.offset, true);
  const limit = from.piece === to.piece ? b : first.text.length;
  a += leading(first.text.slice(a, limit));
  const floor = from.piece === to.piece ? a : 0;
  b -= trailing(last.text.slice(floor, b));
  const start = first.start + codePoints(first.text, a);
  const end = last.start + codePoints(last.text, b);
  if (end <= start) return null;

  const words =
    from.piece === to.piece
      ? [first.text.slice(a, b)]
      : [first.text.slice(a), ...pieces.slice(from.piece + 1, to.piece).map((piece) => piece.text), last.text.slice(0, b)];
  return { start, end, quote: words.map((part) => part.trim()).join("\n") };
}

const rest = (pieces: readonly Piece[], place: Place): string => pieces[place.piece]?.text.slice(place.offset) ?? "";
const head = (pieces: readonly Piece[], place: Place): string => pieces[place.piece]?.text.slice(0, place.offset) ?? "";
const leading = (text: string): number => text.length - text.trimStart().length;
const trailing = (text: string): number => text.length - text.trimEnd().length;
