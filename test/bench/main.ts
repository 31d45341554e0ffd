import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run bench [-- --only night | --quick]`: every benchmark, one after the other, in one run; what they print goes to the terminal and, where all of them ran,
 * to infra/BENCHMARKS.md. Ratios count: milliseconds are those of whatever machine it was.
 */
const PARTS = [
  { name: 'parse', title: 'Parse and validate', flags: [] },
  { name: 'rules', title: 'All rules', flags: ['--expose-gc'] },
  { name: 'settle', title: 'Settle', flags: [] },
  { name: 'ranking', title: 'Rank', flags: [] },
  { name: 'night', title: 'The whole night', flags: ['--expose-gc'] },
] as const;

/** A night that a shared machine has the time for. */
const QUICK = ['--colleges', '1,5', '--students', '100'];

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const sections: string[] = [];
for (const { name, title, flags } of PARTS) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stdout.write(`${title}\n`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, join(import.meta.dirname, `${name}.ts`), ...(values.quick && name === 'night' ? QUICK : [])],
    {
      encoding: 'utf8',
    },
  );
  const said = status === null ? `ended by a signal\n${stderr}` : stdout || stderr;
  process.stdout.write(`${said}\n`);
  if (status !== 0) process.exitCode = 1;
  sections.push(`## ${title}\n\n\`\`\`\n${said.trim()}\n\`\`\`\n`);
}
if (values.only === undefined) {
  const head = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`: ratios within one run, medians of several rounds. The milliseconds are those of one shared machine',
    `(Node ${process.versions.node}, ${cpus().length} processors); compare ratios, not times.`,
    '',
    '',
  ].join('\n');
  writeFileSync(join(import.meta.dirname, '../../infra/BENCHMARKS.md'), head + sections.join('\n'));
}
