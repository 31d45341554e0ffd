import type { Html, Value } from '../html.ts';
import { drawing, label, line, short } from './svg.ts';

export interface Slopes {
  readonly title: string;
  /** Names of the two moments. */
  readonly from: string;
  readonly to: string;
  readonly rows: readonly { readonly name: string; readonly before: number; readonly now: number }[];
}

const LEFT = 80;
const RIGHT = 330;
const TOP = 36;
const STEP = 20;

/** Ranks at two moments, the first on top, with names at both ends. Rows are evenly spaced by rank, so none overlap. */
export function slopes({ title, from, to, rows }: Slopes): Html {
  const placesOf = (key: 'before' | 'now'): ReadonlyMap<number, number> =>
    new Map(
      rows
        .map((row, index) => [row[key], index] as const)
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
        .map(([, index], place) => [index, place]),
    );
  const left = placesOf('before');
  const right = placesOf('now');
  const body: Value[] = [label(LEFT, 16, from, 's', 'end'), label(RIGHT, 16, to, 's')];
  rows.forEach(({ name, before, now }, index) => {
    const y1 = TOP + (left.get(index) ?? 0) * STEP;
    const y2 = TOP + (right.get(index) ?? 0) * STEP;
    const look = now < before ? 'up' : now > before ? 'down' : 'same';
    const sign = now < before ? `↑${before - now}` : now > before ? `↓${now - before}` : '＝';
    body.push(line(LEFT + 6, y1 - 4, RIGHT - 6, y2 - 4, look));
    body.push(label(LEFT, y1, before, 's', 'end'));
    body.push(label(RIGHT, y2, [now, ' ', sign, ' ', short(name, 16)], 's'));
  });
  return drawing(title, 640, TOP + rows.length * STEP, body);
}
