import type { Html, Value } from '../html.ts';
import { box, drawing, label, line } from './svg.ts';

export interface Distribution {
  readonly title: string;
  /** Totals in points. */
  readonly totals: readonly number[];
  /** Lines across, with their names, in points. */
  readonly lines: readonly { readonly at: number; readonly name: string }[];
}

const LEFT = 44;
const WIDTH = 560;
const HEIGHT = 120;
const TOP = 46;
/** Points per column. */
export const STEP = 10;

/** How many totals fall into each range of ten points, from 0 up; the last column includes the highest total. */
export function countsByTen(totals: readonly number[], most: number): readonly number[] {
  const counts = Array.from({ length: Math.max(10, Math.ceil((most + 0.01) / STEP)) }, () => 0);
  for (const total of totals) {
    const at = Math.min(counts.length - 1, Math.max(0, Math.floor(total / STEP)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Columns of ten points each, with the lines across. */
export function distribution({ title, totals, lines }: Distribution): Html {
  const highest = totals.reduce((most, total) => Math.max(most, total), 0);
  const counts = countsByTen(
    totals,
    lines.reduce((most, { at }) => Math.max(most, at), highest),
  );
  const tallest = counts.reduce((most, count) => Math.max(most, count), 1);
  const width = WIDTH / counts.length;
  const end = counts.length * STEP;
  const floor = TOP + HEIGHT;
  const body: Value[] = [line(LEFT, floor, LEFT + WIDTH, floor, 'axis')];
  counts.forEach((count, at) => {
    const height = (count / tallest) * HEIGHT;
    const x = LEFT + at * width;
    if (count > 0) {
      body.push(box(x + 1, floor - height, width - 2, height, 'c0'));
      body.push(label(x + width / 2, floor - height - 4, count, 's', 'middle'));
    }
    body.push(label(x, floor + 15, at * STEP, 's', 'middle'));
  });
  body.push(label(LEFT + WIDTH, floor + 15, end, 's', 'middle'));
  lines.forEach(({ at, name }, index) => {
    const x = LEFT + (at / end) * WIDTH;
    body.push(line(x, 16, x, floor, 'mark'));
    body.push(label(x + 3, 12 + (index % 2) * 10, name, 's'));
  });
  return drawing(title, LEFT + WIDTH + 24, floor + 22, body);
}
