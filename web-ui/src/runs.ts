// Places within a run of shown text (`[data-turn]`): between text nodes and offsets in the run's own text.

/** Text nodes of a run that are part of the text: not what is marked `data-skip`. */
export function textNodes(run: HTMLElement): Text[] {
  const walker = run.ownerDocument.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.closest("[data-skip]")) nodes.push(node);
  }
  return nodes;
}

/** The whole text of a run. */
export const textOf = (run: HTMLElement): string => textNodes(run).map((node) => node.data).join("");

/** The boundary at `offset` UTF-16 units of a run's text; an offset beyond it is its end. */
export function boundary(run: HTMLElement, offset: number): { readonly node: Node; readonly offset: number } {
  let left = offset;
  let last: Text | undefined;
  for (const node of textNodes(run)) {
    if (left <= node.data.length) return { node, offset: left };
    left -= node.data.length;
    last = node;
  }
  return last ? { node: last, offset: last.data.length } : { node: run, offset: 0 };
}

/** Selects a stretch of a run. */
export function select(run: HTMLElement, start: number, end: number): void {
  const from = boundary(run, start);
  const to = boundary(run, end);
  run.ownerDocument.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  run.scrollIntoView({ block: "nearest" });
}

/** How many UTF-16 units of a run's text come before a boundary in it. */
export function offsetOf(run: HTMLElement, node: Node, offset: number): number {
  const before = run.ownerDocument.createRange();
  before.setStart(run, 0);
  before.setEnd(node, offset);
  let count = 0;
  for (const text of textNodes(run)) {
    if (text === node) return count + offset;
    if (!before.intersectsNode(text)) break;
    count += text.data.length;
  }
  return count;
}
