// Coding without loading the page anew: the form is sent, and the turns that changed and the new line of the list are
// put in place. Each coding is saved when the line says so, and not before.
import { offsetOf, select, textOf } from "./runs";
import { say } from "./said";

/** What the server answers. */
interface Changed {
  readonly coding: string;
  readonly turns: readonly (readonly [string, string])[];
  readonly item: string;
  readonly before: string | null;
  readonly count: string;
  readonly said: string;
}

/** Sends the form that codes by itself, if the page has one. */
export function codeQuickly(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("#coding-form[data-quick]");
  if (!form) return;
  // Words marked in the text stand above; the field for copied words stays where something was typed or is wrong.
  const copied = form.querySelector<HTMLElement>("[data-without-script]");
  const field = copied?.querySelector("textarea");
  if (copied && field && !field.value && !copied.querySelector(".nhsuk-error-message")) copied.hidden = true;
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void send(root, form).finally(() => {
      busy = false;
    });
  });
}

async function send(root: Document, form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  let answer: Response;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
  } catch {
    say(root, "Not saved: there is no connection. Nothing is lost here; send it again when the connection is back.");
    return;
  }
  if (answer.redirected || !answer.headers.get("content-type")?.startsWith("application/json")) {
    say(root, "Not saved: you may have been signed out. Open the page in another tab, sign in, then send it again here.");
    return;
  }
  const told: unknown = await answer.json();
  if (!answer.ok) {
    say(root, (told as { errors?: string[] }).errors?.join(" ") ?? "Not saved. Send it again.");
    return;
  }
  show(root, form, told as Changed);
  say(root, (told as Changed).said);
}

function show(root: Document, form: HTMLFormElement, changed: Changed): void {
  const place = caret(root);
  for (const [id, markup] of changed.turns) root.getElementById(id)?.replaceWith(...parsed(root, markup));
  const list = root.querySelector("[data-codings]");
  const before = changed.before ? root.getElementById(changed.before) : null;
  list?.insertBefore(parsed(root, changed.item)[0] ?? root.createElement("li"), before);
  const count = root.querySelector("[data-count]");
  if (count) count.textContent = changed.count;
  const [undo, redo] = root.querySelectorAll<HTMLButtonElement>("[data-steps] button");
  if (undo) undo.disabled = false;
  if (redo) redo.disabled = true;
  clear(form);
  if (place) {
    const run = root.getElementById(place.turn)?.querySelector<HTMLElement>("[data-turn]");
    if (run) select(run, place.at, Math.min(place.at + 1, textOf(run).length));
    root.querySelector<HTMLElement>("[data-transcript]")?.focus({ preventScroll: true });
  }
}

/** Elements of a piece of markup that the server wrote. */
function parsed(root: Document, markup: string): Element[] {
  const template = root.createElement("template");
  template.innerHTML = markup;
  return [...template.content.children];
}

/** Where the chosen words end, if the focus is in the text. */
function caret(root: Document): { readonly turn: string; readonly at: number } | null {
  const selection = root.getSelection();
  const transcript = root.querySelector("[data-transcript]");
  if (!selection || selection.rangeCount === 0 || !transcript?.contains(root.activeElement)) return null;
  const { endContainer, endOffset } = selection.getRangeAt(0);
  const holder = endContainer instanceof Element ? endContainer : endContainer.parentElement;
  const run = holder?.closest<HTMLElement>("[data-turn]");
  const turn = run?.closest("li")?.id;
  return run && turn ? { turn, at: offsetOf(run, endContainer, endOffset) } : null;
}

/** All but whom it is about: the next passage often speaks of the same. */
function clear(form: HTMLFormElement): void {
  for (const name of ["start", "end", "quote", "code", "memo", "said_by"]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = "";
  }
  for (const name of ["said_for", "said_level"]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = "";
  }
  const permission = form.elements.namedItem("permission");
  // Silence is not consent: what one passage allows says nothing of the next.
  if (permission instanceof HTMLSelectElement) permission.value = "not_quoted";
  const unsaid = form.querySelector<HTMLInputElement>('input[name=polarity][value=""]');
  if (unsaid) unsaid.checked = true;
  const quote = form.querySelector("[data-quote]");
  if (quote) quote.textContent = "";
}
