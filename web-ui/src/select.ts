// A transcript page: marking words with the mouse, a finger or the keyboard fills the form that codes them.
//
//   [data-transcript]            the text
//   [data-turn][data-start=N]    a run of text that begins at code point N of the whole text
//   [data-skip]                  inside a run: shown, but no part of the text (a number in the margin)
//   #coding-form, #claim-form    inputs named `start` and `end`; `[data-quote]` shows the words; `[data-jump]` leads to it
import { type Passage, type Piece, type Place, passage } from "./passage";

/** Connects the transcript of a page, if it has one, with its form. */
export function chooseByPointing(root: Document): void {
  const transcript = root.querySelector<HTMLElement>("[data-transcript]");
  const forms = [...root.querySelectorAll<HTMLFormElement>("#coding-form, #claim-form")];
  if (!transcript || forms.length === 0) return;
  root.addEventListener("selectionchange", () => {
    const found = selected(transcript, root.getSelection());
    // A click into the form ends the selection; what was chosen stays.
    if (found) for (const form of forms) fill(root, form, found);
  });
}

function selected(transcript: HTMLElement, selection: Selection | null): Passage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const runs = [...transcript.querySelectorAll<HTMLElement>("[data-turn][data-start]")].filter((run) => range.intersectsNode(run));
  const last = runs.length - 1;
  if (last < 0) return null;
  const pieces: Piece[] = runs.map((run) => ({ start: Number(run.dataset.start), text: textBefore(run, null, 0) }));
  if (pieces.some((piece) => !Number.isInteger(piece.start))) return null;
  return passage(
    pieces,
    place(runs, 0, range.startContainer, range.startOffset, 0),
    place(runs, last, range.endContainer, range.endOffset, pieces[last]?.text.length ?? 0),
  );
}

/** The boundary within its run; a boundary outside the run (in the speaker's name, below the text) is its edge. */
function place(runs: HTMLElement[], piece: number, node: Node, offset: number, edge: number): Place {
  const run = runs[piece];
  return run?.contains(node) ? { piece, offset: textBefore(run, node, offset).length } : { piece, offset: edge };
}

/** The text of a run up to a boundary, or all of it without one, leaving out what is marked `data-skip`. */
function textBefore(run: HTMLElement, node: Node | null, offset: number): string {
  const before = run.ownerDocument.createRange();
  before.selectNodeContents(run);
  if (node) before.setEnd(node, offset);
  const walker = run.ownerDocument.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    const part = walker.currentNode as Text;
    if (part.parentElement?.closest("[data-skip]")) continue;
    if (part === node) text += part.data.slice(0, offset);
    else if (before.intersectsNode(part)) text += part.data;
  }
  return text;
}

function fill(root: Document, form: HTMLFormElement, found: Passage): void {
  for (const [name, value] of [["start", found.start], ["end", found.end]] as const) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = String(value);
  }
  const shown = form.querySelector<HTMLElement>("[data-quote]") ?? form.insertBefore(root.createElement("output"), form.firstChild);
  shown.dataset.quote = "";
  shown.textContent = found.quote;
  const jump = root.querySelector<HTMLElement>("[data-jump]");
  if (jump) jump.hidden = false;
}
