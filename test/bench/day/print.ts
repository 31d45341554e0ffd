import type { Tally, Work } from './meter.ts';
import { sumOf } from './meter.ts';

const COLUMNS: readonly (readonly [heading: string, of: (work: Work) => number, digits: number])[] = [
  ['calls', (work) => work.invocations, 0],
  ['CPU s', (work) => work.processor, 2],
  ['s', (work) => work.seconds, 2],
  ['GB-s', (work) => work.gigabyteSeconds, 2],
  ['peak MB', (work) => work.peak, 0],
  ['reads', (work) => work.googleReads, 0],
  ['writes', (work) => work.googleWrites, 0],
  ['drive', (work) => work.driveRequests, 0],
  ['table', (work) => work.tableRequests, 0],
  ['RU', (work) => work.readUnits, 0],
  ['WU', (work) => work.writeUnits, 0],
  ['kept RU', (work) => work.keptReads, 0],
  ['kept WU', (work) => work.keptWrites, 0],
  ['judged', (work) => work.judgements, 0],
  ['anew', (work) => work.judgedAnew, 0],
  ['echoes', (work) => work.echoes, 0],
];
const WIDTH = 9;

/** Prints what every function took in every part of a night and a day. */
export function printTallies(parts: Readonly<Record<string, Tally>>): void {
  const head = COLUMNS.map(([heading]) => heading.padStart(WIDTH)).join('');
  for (const [title, tally] of Object.entries(parts)) {
    process.stdout.write(`\n${title}\n${' '.repeat(WIDTH * 2)}${head}\n`);
    for (const [name, work] of tally) process.stdout.write(`${line(name, work)}\n`);
    if (tally.size > 1) process.stdout.write(`${line('all', sumOf(tally.values()))}\n`);
  }
}

function line(name: string, work: Work): string {
  const cells = COLUMNS.map(([, of, digits]) => of(work).toFixed(digits).padStart(WIDTH));
  return `${name.padEnd(WIDTH * 2)}${cells.join('')}`;
}
