import { formatHundredths } from '../../domain/points.ts';
import { type Html, plain, type Value } from '../html.ts';
import { box, drawing, label, line } from './svg.ts';

export interface Waterfall {
  readonly title: string;
  /** Hundredths, in the order in which they are added. */
  readonly steps: readonly { readonly name: string; readonly amount: number }[];
  readonly total: number;
  readonly totalName: string;
  /** Lines across, in hundredths. */
  readonly lines: readonly { readonly at: number; readonly name: string }[];
}

const LEFT = 20;
const WIDTH = 84;
const HEIGHT = 170;
const TOP = 28;

/** From the first section to the total: each column begins where the previous one ended; deductions go down. */
export function waterfall({ title, steps, total, totalName, lines }: Waterfall): Html {
  let [sum, highest, lowest] = [0, 0, 0];
  for (const { amount } of steps) {
    sum += amount;
    highest = Math.max(highest, sum);
    lowest = Math.min(lowest, sum);
  }
  highest = lines.reduce((most, { at }) => Math.max(most, at), Math.max(highest, total));
  const span = highest - lowest || 1;
  const yOf = (amount: number): number => TOP + ((highest - amount) / span) * HEIGHT;
  const end = LEFT + (steps.length + 1) * WIDTH;
  const body: Value[] = lines.flatMap(({ at, name }) => [
    line(LEFT, yOf(at), end, yOf(at), 'mark'),
    label(end + 4, yOf(at) + 4, name, 's'),
  ]);
  body.push(line(LEFT, yOf(0), end, yOf(0), 'axis'));
  const column = (at: number, from: number, to: number, look: string, text: string, name: string): void => {
    const [top, bottom] = [yOf(Math.max(from, to)), yOf(Math.min(from, to))];
    body.push(box(LEFT + at * WIDTH + 12, top, WIDTH - 24, Math.max(1, bottom - top), look));
    body.push(label(LEFT + (at + 0.5) * WIDTH, top - 5, plain(text), 's', 'middle'));
    body.push(label(LEFT + (at + 0.5) * WIDTH, TOP + HEIGHT + 18, name, 's', 'middle'));
  };
  let from = 0;
  steps.forEach(({ name, amount }, at) => {
    const text = amount > 0 ? `+${formatHundredths(amount)}` : formatHundredths(amount);
    column(at, from, from + amount, amount < 0 ? 'c3' : 'c1', text, name);
    from += amount;
  });
  column(steps.length, 0, total, 'c0', formatHundredths(total), totalName);
  return drawing(title, end + 96, TOP + HEIGHT + 28, body);
}
