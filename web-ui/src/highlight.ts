// One organisation of a map under the pointer or with the focus: its lines stay, the others leave for that moment.

/** Watches nodes `[data-org]`; lines carry `[data-a]` and `[data-b]`, the organisations at their ends. */
export function highlight(svg: SVGSVGElement): void {
  const pick = (target: EventTarget | null): void => {
    const org = target instanceof Element ? target.closest("[data-org]")?.getAttribute("data-org") ?? null : null;
    svg.classList.toggle("picked", org !== null);
    for (const line of svg.querySelectorAll("[data-a][data-b]")) {
      const own = org !== null && (line.getAttribute("data-a") === org || line.getAttribute("data-b") === org);
      line.classList.toggle("lit", own);
    }
  };
  svg.addEventListener("pointerover", (event) => pick(event.target));
  svg.addEventListener("focusin", (event) => pick(event.target));
  svg.addEventListener("pointerleave", () => pick(null));
  svg.addEventListener("focusout", () => pick(null));
}
