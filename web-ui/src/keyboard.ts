// Coding with the keyboard alone: words are taken with the arrows, a code is chosen by its two letters, Enter codes.
//
//   [data-transcript]       the text, which takes the focus; runs are `[data-turn]`
//   #coding-form            with `[data-said]`, the line that is read aloud, and the fields code, polarity, about
//   #codes option           each with `data-letters`
//   [data-steps] form       undo and redo
//   [data-keys]             the help, hidden until this runs
import { type Letters, sentence, typeLetter } from "./letters";
import { offsetOf, select, textOf } from "./runs";
import { say } from "./said";

const POLARITIES = new Map([["-", "loss"], ["+", "gain"], ["=", "gain"], ["0", "neutral"]]);
const LAST_TURN = "troth-turn";

/** Connects the transcript of a page with the keyboard, if it has one with a form that codes. */
export function codeByKeyboard(root: Document): void {
  const transcript = root.querySelector<HTMLElement>("[data-transcript]");
  const form = root.querySelector<HTMLFormElement>("#coding-form[data-quick]");
  if (!transcript || !form) return;
  const help = root.querySelector<HTMLElement>("[data-keys]");
  if (help) help.hidden = false;
  const desk = new Desk(root, transcript, form);
  transcript.addEventListener("keydown", (event) => desk.key(event));
  form.querySelector("select[name=about]")?.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      transcript.focus();
    }
  });
  desk.comeBack();
}

class Desk {
  private typed = "";

  constructor(
    private readonly root: Document,
    private readonly transcript: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {}

  key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const key = event.key.toLowerCase();
      if (key === "z") this.step(event, event.shiftKey ? 1 : 0);
      else if (key === "y") this.step(event, 1);
      return;
    }
    if (event.altKey || event.metaKey || event.isComposing) return;
    if (this.acts(event)) event.preventDefault();
  }

  /** Whether the key meant something here. */
  private acts(event: KeyboardEvent): boolean {
    const polarity = POLARITIES.get(event.key);
    if (polarity) return this.setPolarity(polarity);
    switch (event.key) {
      case "ArrowRight":
        return this.word(true, event.shiftKey);
      case "ArrowLeft":
        return this.word(false, event.shiftKey);
      case "ArrowDown":
        return event.shiftKey ? this.extend("forward", "line") : this.turn(1);
      case "ArrowUp":
        return event.shiftKey ? this.extend("backward", "line") : this.turn(-1);
      case ".":
        return this.sentence();
      case "@":
        this.form.querySelector<HTMLElement>("[name=about]")?.focus();
        return true;
      case "Enter":
        return this.send();
      case "Escape":
      case "Backspace":
        this.choose("", "");
        return true;
    }
    return /^[a-zA-Z]$/.test(event.key) && this.letter(event.key);
  }

  private letter(letter: string): boolean {
    const codes: Letters[] = [...this.root.querySelectorAll<HTMLOptionElement>("#codes option[data-letters]")].map(
      (option) => ({ letters: option.dataset.letters ?? "", name: option.value }),
    );
    const found = typeLetter(codes, this.typed, letter);
    if (found.kind === "chosen") {
      this.typed = found.code.letters;
      this.field("code").value = found.code.name;
      this.say(`${found.code.name}. Enter codes it.`);
    } else if (found.kind === "waiting") {
      this.typed = found.typed;
      const names = found.fitting.slice(0, 6).map((code) => `${code.letters} ${code.name}`);
      this.say(`${found.typed}\u2026 ${names.join(" \u00b7 ")}`);
    } else {
      this.choose("", `No code has the letters ${found.typed}.`);
    }
    return true;
  }

  private choose(name: string, said: string): void {
    this.typed = "";
    this.field("code").value = name;
    this.say(said);
  }

  private setPolarity(id: string): boolean {
    const radio = this.form.querySelector<HTMLInputElement>(`input[name=polarity][value=${id}]`);
    if (!radio) return false;
    radio.checked = true;
    this.say(radio.labels?.[0]?.textContent?.trim() ?? id);
    return true;
  }

  private send(): boolean {
    if (!this.field("code").value.trim()) {
      this.say("Choose a code first: type its two letters.");
      return true;
    }
    this.typed = "";
    // Browsers tell of a new selection a little later; what is selected now is what is coded.
    this.root.dispatchEvent(new Event("selectionchange"));
    this.form.requestSubmit();
    return true;
  }

  /** The run in which the selection begins; without one the first that is in sight. */
  private run(): HTMLElement | undefined {
    const node = this.root.getSelection()?.anchorNode;
    const own = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>("[data-turn]");
    if (own && this.transcript.contains(own)) return own;
    const runs = [...this.transcript.querySelectorAll<HTMLElement>("[data-turn]")];
    return runs.find((run) => run.getBoundingClientRect().bottom > 0) ?? runs[0];
  }

  private turn(step: 1 | -1): boolean {
    const runs = [...this.transcript.querySelectorAll<HTMLElement>("[data-turn]")];
    const here = this.run();
    const started = this.root.getSelection()?.isCollapsed === false;
    const next = here && runs[Math.min(Math.max(runs.indexOf(here) + (started ? step : 0), 0), runs.length - 1)];
    if (next) this.take(next, 0);
    return true;
  }

  /** Selects the word of a run at or after a place. */
  private take(run: HTMLElement, from: number): void {
    const rest = /\S+/u.exec(textOf(run).slice(from));
    if (rest) select(run, from + rest.index, from + rest.index + rest[0].length);
    else this.say("The end of this turn. Arrow down goes to the next.");
  }

  private word(forward: boolean, longer: boolean): boolean {
    if (longer) return this.extend(forward ? "forward" : "backward", "word");
    const run = this.run();
    const selection = this.root.getSelection();
    if (!run) return true;
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range || !run.contains(range.startContainer)) {
      this.take(run, 0);
    } else if (forward) {
      this.take(run, run.contains(range.endContainer) ? offsetOf(run, range.endContainer, range.endOffset) : 0);
    } else {
      const before = textOf(run).slice(0, offsetOf(run, range.startContainer, range.startOffset)).trimEnd();
      const start = before.search(/\S+$/u);
      if (start >= 0) this.take(run, start);
    }
    return true;
  }

  private extend(direction: "forward" | "backward", by: "word" | "line"): boolean {
    this.root.getSelection()?.modify("extend", direction, by);
    return true;
  }

  private sentence(): boolean {
    const run = this.run();
    const selection = this.root.getSelection();
    if (!run || !selection?.anchorNode) return true;
    const range = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    const at = range && run.contains(range.startContainer) ? offsetOf(run, range.startContainer, range.startOffset) : 0;
    const { start, end } = sentence(textOf(run), at);
    select(run, start, end);
    return true;
  }

  /** Undo (0) or redo (1): sent, then the page is loaded anew where it was. */
  private step(event: KeyboardEvent, which: 0 | 1): void {
    const form = this.root.querySelectorAll<HTMLFormElement>("[data-steps] form")[which];
    const button = form?.querySelector<HTMLButtonElement>("button");
    if (!form || !button || button.disabled) return;
    event.preventDefault();
    const turn = this.run()?.closest("li")?.id ?? "";
    sessionStorage.setItem(LAST_TURN, `${location.pathname} ${turn}`);
    form.requestSubmit();
  }

  /** After undo or redo: to the turn where the keyboard was. */
  comeBack(): void {
    const [path, turn] = (sessionStorage.getItem(LAST_TURN) ?? "").split(" ");
    sessionStorage.removeItem(LAST_TURN);
    const run = path === location.pathname && turn ? this.root.getElementById(turn)?.querySelector<HTMLElement>("[data-turn]") : null;
    if (!run) return;
    this.transcript.focus({ preventScroll: true });
    this.take(run, 0);
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  private say(words: string): void {
    say(this.root, words);
  }
}
