// The part of a drawing that is in sight. Pure arithmetic on view boxes.

/** A view box in the drawing's own units. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far one may go in: an eighth of the whole width. */
const DEEPEST = 8;

/** `viewBox` as numbers; `null` when it is not four numbers with an area. */
export function parse(viewBox: string | null): Frame | null {
  const [x, y, width, height] = (viewBox ?? "").trim().split(/[\s,]+/).map(Number);
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0) return null;
  return Number.isFinite(x + y + width + height) ? { x, y, width, height } : null;
}

/** How many times larger than the whole drawing `frame` shows it. */
export const zoomOf = (whole: Frame, frame: Frame): number => whole.width / frame.width;

/** `frame` nearer by `factor` (below 1: farther), keeping the point (`px`, `py`), given in shares of the frame, still. */
export function zoom(whole: Frame, frame: Frame, factor: number, px = 0.5, py = 0.5): Frame {
  const scale = Math.min(Math.max(zoomOf(whole, frame) * factor, 1), DEEPEST);
  const width = whole.width / scale;
  const height = whole.height / scale;
  return inside(whole, {
    x: frame.x + (frame.width - width) * px,
    y: frame.y + (frame.height - height) * py,
    width,
    height,
  });
}

/** `frame` moved by shares of its own size, never beyond the drawing. */
export function move(whole: Frame, frame: Frame, dx: number, dy: number): Frame {
  return inside(whole, { ...frame, x: frame.x + dx * frame.width, y: frame.y + dy * frame.height });
}

function inside(whole: Frame, frame: Frame): Frame {
  const clamp = (at: number, low: number, high: number): number => Math.min(Math.max(at, low), Math.max(low, high));
  return {
    ...frame,
    x: clamp(frame.x, whole.x, whole.x + whole.width - frame.width),
    y: clamp(frame.y, whole.y, whole.y + whole.height - frame.height),
  };
}
