// Forms marked `data-guard`: leaving the page with changed fields asks first.

/** Watches every guarded form under `root`. */
export function guardForms(root: Document): void {
  const changed = new Set<HTMLFormElement>();
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("reset", () => changed.delete(form));
    // Saving one form does not save another one on the same page.
    form.addEventListener("submit", () => changed.delete(form));
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
