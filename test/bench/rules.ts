/**
 * What all rules together take against parsing the same rows (bound: 12), and how that grows with twice the rows (bound: 2.2).
 * The medians of interleaved rounds: `node --expose-gc test/bench/rules.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { RawWorkbook } from '../../shared/ports.ts';
import { RULES } from '../../shared/rules/index.ts';
import { runRules } from '../../shared/rules/run-rules.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { assembleSchool, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { AS_OF, median, timed, withSample } from './made-school.ts';

const STUDENTS = 1500;
const ROUNDS = 7;

const rawOf = (students: number): Promise<RawWorkbook> =>
  withSample(1, students, async (folder, [file = '']) => readWorkbook(readFileSync(join(folder, file))));

function judge(raw: RawWorkbook): number {
  const parsed = parseWorkbook(raw, 0, []);
  // Lookups are built on first use: a school that has not been judged pays for them.
  const school = assembleSchool({
    colleges: [{ id: 'D01', name: '学院', parsed, stale: false }],
    complete: true,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    asOf: AS_OF,
    year: 2025,
  });
  const { findings, defects } = runRules(school, RULES, DEFAULT_PARAMETERS, [], TAB_TITLES);
  if (defects.length > 0) throw new Error(`${defects[0]?.rule} threw`, { cause: defects[0]?.error });
  return findings.length;
}

const rowsOf = ({ tabs }: RawWorkbook): number => tabs.reduce((sum, { rows }) => sum + rows.length, 0);
const [single, double] = [await rawOf(STUDENTS), await rawOf(2 * STUDENTS)];
const times = new Map<string, number[]>();
const note = async (name: string, work: () => unknown): Promise<void> => {
  const milliseconds = await timed(work);
  times.set(name, [...(times.get(name) ?? []), milliseconds]);
};
for (let round = 0; round < ROUNDS; round++) {
  await note('parse', () => parseWorkbook(single, 0, []));
  await note('judge', () => judge(single));
  await note('parse twice', () => parseWorkbook(double, 0, []));
  await note('judge twice', () => judge(double));
}
const of = (name: string): number => median(times.get(name) ?? []);
const rules = of('judge') - of('parse');
const rulesTwice = of('judge twice') - of('parse twice');
const rowRatio = rowsOf(double) / rowsOf(single);
process.stdout.write(
  `one college, ${rowsOf(single)} rows in all tabs, ${RULES.length} rules, ${judge(single)} findings; medians of ${ROUNDS}\n` +
    `parse                     ${of('parse').toFixed(1)} ms\n` +
    `assemble and all rules    ${rules.toFixed(1)} ms: ${(rules / of('parse')).toFixed(1)} times the parse (bound 12)\n` +
    `${rowRatio.toFixed(2)} times the rows       ${rulesTwice.toFixed(1)} ms: ${(rulesTwice / rules).toFixed(2)} times as much (bound 2.2)\n`,
);
