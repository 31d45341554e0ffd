import type { Html, Value } from '../html.ts';
import { box, drawing, label, short } from './svg.ts';

/** A part of a bar; `look` is `c0` … `c3`. */
export interface Segment {
  readonly amount: number;
  readonly look: string;
}

export interface Bars {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly segments: readonly Segment[]; readonly end: Value }[];
  /** The value at full width; never less than the longest bar. */
  readonly most: number;
  /** Names of the looks, if bars have several parts. */
  readonly legend?: readonly { readonly look: string; readonly name: string }[];
}

const NAME_WIDTH = 168;
const WIDTH = 380;
const END_WIDTH = 150;
const HEIGHT = 24;

/** Horizontal bars from zero, with the figure at the end; parts show their figure inside if it fits. */
export function bars({ title, rows, most, legend = [] }: Bars): Html {
  const top = legend.length === 0 ? 4 : 28;
  const body: Value[] = [];
  legend.forEach(({ look, name }, at) => {
    body.push(box(NAME_WIDTH + at * 130, 6, 14, 14, look), label(NAME_WIDTH + at * 130 + 20, 18, name, 's'));
  });
  rows.forEach(({ name, segments, end }, row) => {
    const y = top + row * HEIGHT;
    body.push(label(NAME_WIDTH - 8, y + 16, short(name, 12), '', 'end'));
    let x = NAME_WIDTH;
    for (const { amount, look } of segments) {
      const width = most <= 0 ? 0 : (amount / most) * WIDTH;
      if (width <= 0) continue;
      body.push(box(x, y + 3, width, HEIGHT - 6, look));
      if (segments.length > 1 && width > 30) body.push(label(x + width / 2, y + 16, amount, `s t-${look}`, 'middle'));
      x += width;
    }
    body.push(label(x + 6, y + 16, end, 's'));
  });
  return drawing(title, NAME_WIDTH + WIDTH + END_WIDTH, top + rows.length * HEIGHT + 6, body);
}
