import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, figureSchema } from './figure.ts';

/**
 * `npm run bench [-- --quick] [-- --only night] [-- --strict]`: every benchmark, one after the other, in one run. A full
 * run writes test/bench/BENCHMARKS.md. Bounds that are not met are listed at the end; with `--strict` they make it fail.
 */
const PARTS = [
  {
    name: 'parse',
    title: 'Parse and validate',
    text: '100,000 rows × 12 columns of 花名册, against `JSON.parse` of the same cells. zod, compiled zod and ajv validate one row at a time; ajv only checks whether a cell has its type, the others return values too.',
  },
  {
    name: 'rules',
    title: 'Rules and points',
    text: 'One college of 1,500 students, against parsing its rows.',
  },
  {
    name: 'edit',
    title: 'An edit of one workbook',
    text: 'Judging a school after one cell of one workbook was edited, against judging all of it: snapshots of 1,500 students each, a process of its own for each judgement, with what the whole judgement left in a store; opening, parsing, rules, points and digests of the accounts, without workbooks.',
  },
  {
    name: 'day',
    title: 'A day of edits in the cloud',
    text: 'The deployed functions before the stand-in for Google and a DynamoDB-compatible engine that tells the units: a night, the messages of Drive about what it wrote, and edits of one cell, each told by `onEdit`, `onChange` and Drive, and then by Drive about our own write. Before: without what recognises own writes and keeps judgements, less what packing the latter takes; three edits, taken for all. GB-s: seconds from event to answer × the memory that is deployed.',
  },
  {
    name: 'ranking',
    title: 'Ranking',
    text: '10,000 organizations with 1,000,000 entries, against a loop that sums and ranks typed columns. A night ranks balances, which already are the sums of the entries. SQLite (`node:sqlite`, in memory, rows already in it) ranks the same balances by window functions.',
  },
  {
    name: 'settle',
    title: 'Settling',
    text: '500 organizations with 200 entries each on a DynamoDB-compatible engine, by the share of entries that changed, spread over all organizations. Write units as DynamoDB counts them: a KB of an item, twice in a transaction.',
  },
  {
    name: 'night',
    title: 'The whole night',
    text: 'The first night of a school (read, parse, check, score, settle, rank, write; every entry is new) against reading the files and writing the same images with our own adapter, four side by side, which isolates the rest of a night; and against nothing but opening and saving the same files with the library that makes them (hucre). Each in a process of its own. Ratios are of the time that passes; “processor” are those of the processor’s time, on all cores. Whatever night it is, the whole school is judged.',
  },
  {
    name: 'serve',
    title: 'An edit under `serve`',
    text: 'One cell of one workbook is saved; measured until the fresh 问题清单 is in that workbook. `serve` waits until a file is still for 1.2 s. One audit is `audit` over the same folder, process start included.',
  },
] as const;

const REMARKS = [
  'Bounds were set before anything was measured; if one is not met, the page says so.',
  'Left out: DuckDB, whose package brings some 100 MB of binaries for one comparison, and `tableschema`, which has not been maintained for years.',
];

interface Section {
  readonly title: string;
  readonly text: string;
  readonly figures: readonly Figure[];
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
});

function measure({ name, title, text }: (typeof PARTS)[number]): Section {
  process.stdout.write(`${title}\n`);
  const script = join(import.meta.dirname, `${name}.ts`);
  const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, script, ...(values.quick ? ['--quick'] : [])],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) {
    process.stdout.write(stderr);
    process.exitCode = 1;
  }
  const figures = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => figureSchema.parse(JSON.parse(line)));
  for (const figure of figures) process.stdout.write(`  ${cells(figure).join('  ')}\n`);
  return { title, text, figures };
}

function cells(figure: Figure): readonly [what: string, value: string, bound: string, met: string] {
  const { what, value, unit, bound } = figure;
  const shown = (amount: number): string => `${formatted(amount, unit)} ${unit}`;
  return [what, shown(value), bound === undefined ? '' : `≤ ${shown(bound)}`, verdict(figure)];
}

function verdict(figure: Figure): string {
  if (figure.bound === undefined) return '';
  return isMet(figure) ? 'met' : 'not met';
}

function isMet({ value, bound }: Figure): boolean {
  return bound === undefined || value <= bound;
}

/** Units whose figures may be small. */
const FINE: ReadonlySet<string> = new Set(['×', 's', 's of a processor', 'GB-s', 'cents']);

function formatted(amount: number, unit: string): string {
  return FINE.has(unit) ? amount.toFixed(2) : Math.round(amount).toLocaleString('en');
}

function page(sections: readonly Section[]): string {
  const table = ({ title, text, figures }: Section): string =>
    [
      `## ${title}`,
      '',
      text,
      '',
      '| figure | value | bound | |',
      '|---|--:|--:|---|',
      ...figures.map((figure) => `| ${cells(figure).join(' | ')} |`),
      '',
    ].join('\n');
  const day = new Date().toISOString().slice(0, 10);
  return [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\` on ${day}: Node ${process.versions.node}, ${cpus().length} cores. Medians of at least five rounds; compared`,
    'programs take turns within one run; × is a ratio. Seconds and megabytes are those of that machine.',
    '',
    ...REMARKS.map((remark) => `- ${remark}`),
    '',
    ...sections.map(table),
  ].join('\n');
}

const sections = PARTS.filter(({ name }) => values.only === undefined || values.only === name).map(measure);
const missed = sections.flatMap(({ figures }) => figures.filter((figure) => !isMet(figure)));
process.stdout.write(missed.length === 0 ? 'All bounds are met.\n' : 'Bounds not met:\n');
for (const figure of missed) process.stdout.write(`  ${cells(figure).slice(0, 3).join('  ')}\n`);
if (values.strict && missed.length > 0) process.exitCode = 1;
if (values.only === undefined && !values.quick && process.exitCode === undefined)
  writeFileSync(join(import.meta.dirname, './BENCHMARKS.md'), page(sections));
