// The server's map, nearer and from side to side. Every move has a button; the wheel acts only with Ctrl, so that a page
// scrolls as it should; arrow, plus, minus and 0 act while the focus is in the map or on its buttons.
import { type Frame, move, parse, zoom, zoomOf } from "./frame";
import { highlight } from "./highlight";

type Move = (whole: Frame, frame: Frame) => Frame;

const BUTTONS: readonly { label: string; text: string; keys: string[]; near: boolean; act: Move }[] = [
  { label: "Zoom in", text: "+", keys: ["+", "="], near: false, act: (w, f) => zoom(w, f, 1.5) },
  { label: "Zoom out", text: "−", keys: ["-"], near: true, act: (w, f) => zoom(w, f, 1 / 1.5) },
  { label: "Move left", text: "←", keys: ["ArrowLeft"], near: true, act: (w, f) => move(w, f, -0.25, 0) },
  { label: "Move right", text: "→", keys: ["ArrowRight"], near: true, act: (w, f) => move(w, f, 0.25, 0) },
  { label: "Move up", text: "↑", keys: ["ArrowUp"], near: true, act: (w, f) => move(w, f, 0, -0.25) },
  { label: "Move down", text: "↓", keys: ["ArrowDown"], near: true, act: (w, f) => move(w, f, 0, 0.25) },
  { label: "Show the whole map", text: "Whole map", keys: ["0", "Escape"], near: true, act: (w) => w },
];

/** Gives each `svg[data-pan-zoom]` its buttons and lets one organisation's lines stand out. */
export function panAndZoom(root: Document): void {
  for (const svg of root.querySelectorAll<SVGSVGElement>("svg[data-pan-zoom]")) {
    const whole = parse(svg.getAttribute("viewBox"));
    if (whole) enable(svg, whole);
    highlight(svg);
  }
}

function enable(svg: SVGSVGElement, whole: Frame): void {
  let frame = whole;
  const bar = toolbar(svg);
  const show = (next: Frame): void => {
    frame = next;
    svg.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
    const near = zoomOf(whole, frame) > 1.001;
    svg.classList.toggle("zoomed", near);
    bar.querySelectorAll("button").forEach((button, index) => {
      const gone = BUTTONS[index]?.near === true && !near;
      // The focus must not fall out of the page with the button that had it.
      if (gone && button === svg.ownerDocument.activeElement) bar.querySelector("button")?.focus();
      button.hidden = gone;
    });
  };
  bar.querySelectorAll("button").forEach((button, index) => {
    button.addEventListener("click", () => show(BUTTONS[index]?.act(whole, frame) ?? frame));
  });
  for (const place of [svg, bar]) place.addEventListener("keydown", (event) => byKey(event as KeyboardEvent, whole, () => frame, show));
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    show(zoom(whole, frame, event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  }, { passive: false });
  drag(svg, whole, () => frame, show);
  show(whole);
}

function toolbar(svg: SVGSVGElement): HTMLElement {
  const bar = svg.ownerDocument.createElement("div");
  // The wide and the upright drawing change places with the width of the page; so do their buttons.
  bar.className = ["mapctl", ...["w", "n"].filter((name) => svg.classList.contains(name))].join(" ");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Zoom and move the map");
  for (const { label, text } of BUTTONS) {
    const button = svg.ownerDocument.createElement("button");
    button.type = "button";
    button.textContent = text;
    if (label !== text) button.setAttribute("aria-label", label);
    button.title = label;
    bar.append(button);
  }
  svg.before(bar);
  return bar;
}

function byKey(event: KeyboardEvent, whole: Frame, frame: () => Frame, show: (next: Frame) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = BUTTONS.find(({ keys }) => keys.includes(event.key));
  // With the whole map in sight the arrows are the page's.
  if (!wanted || (wanted.near && zoomOf(whole, frame()) <= 1.001)) return;
  event.preventDefault();
  show(wanted.act(whole, frame()));
}

function drag(svg: SVGSVGElement, whole: Frame, frame: () => Frame, show: (next: Frame) => void): void {
  let last: { x: number; y: number } | null = null;
  let far = 0;
  svg.addEventListener("pointerdown", (event) => {
    far = 0;
    if (event.button === 0 && zoomOf(whole, frame()) > 1.001) last = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!last) return;
    far += Math.abs(event.clientX - last.x) + Math.abs(event.clientY - last.y);
    // Captured only once it is a drag, so that a plain click still reaches its link.
    if (far > 4 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    svg.classList.toggle("dragging", far > 4);
    const box = svg.getBoundingClientRect();
    show(move(whole, frame(), (last.x - event.clientX) / box.width, (last.y - event.clientY) / box.height));
    last = { x: event.clientX, y: event.clientY };
  });
  const stop = (): void => {
    last = null;
    svg.classList.remove("dragging");
  };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (far > 4) event.preventDefault();
    far = 0;
  }, true);
}
