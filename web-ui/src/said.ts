// What coding says back: in the line of the form, which is read aloud, and on narrow pages, where the form is out of
// sight, below the text.
//
//   [data-said]         the line that is read aloud
//   [data-said-below]   the same words, for eyes alone

/** Says something, in the place of what was said before. */
export function say(root: ParentNode, words: string): void {
  for (const line of root.querySelectorAll("[data-said], [data-said-below]")) line.textContent = words;
}
