import type { Html, Value } from '../html.ts';
import { box, drawing, label, short } from './svg.ts';

/** One square: its text, and its look (`q0` … `q4`, or a state). */
export interface Square {
  readonly text: Value;
  readonly look: string;
}

export interface Squares {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly squares: readonly (Square | null)[] }[];
  /** Width of a column in units. */
  readonly width: number;
}

const NAME_WIDTH = 168;
const HEIGHT = 26;
const HEAD = 26;

/** Rows and columns of squares with a word or a figure in each; `null` leaves the square out. */
export function squares({ title, columns, rows, width }: Squares): Html {
  const body: Value[] = columns.map((name, at) => label(NAME_WIDTH + (at + 0.5) * width, 17, name, 's', 'middle'));
  rows.forEach(({ name, squares: own }, row) => {
    const y = HEAD + row * HEIGHT;
    body.push(label(NAME_WIDTH - 8, y + 17, short(name, 12), '', 'end'));
    own.forEach((square, at) => {
      if (square === null) return;
      const x = NAME_WIDTH + at * width;
      body.push(box(x + 1, y + 1, width - 2, HEIGHT - 2, square.look));
      body.push(label(x + width / 2, y + 17, square.text, `t-${square.look}`, 'middle'));
    });
  });
  return drawing(title, NAME_WIDTH + columns.length * width, HEAD + rows.length * HEIGHT + 2, body);
}

/** How deep a figure is coloured on a scale up to `most`: four steps, and none for 0. */
export function depthOf(figure: number, most: number): string {
  if (figure <= 0 || most <= 0) return 'q0';
  return `q${Math.max(1, Math.min(4, Math.ceil((figure / most) * 4)))}`;
}
