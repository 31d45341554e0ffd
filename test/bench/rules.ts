/** What all rules together, and the points, take against parsing the same rows; and how that grows with twice the rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import { runRules } from '../../shared/rules/frame/run-rules.ts';
import { RULES } from '../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { scoreSchool } from '../../shared/scoring/score-school.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { assembleSchool, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { inTurns, QUICK, tell } from './figure.ts';
import { AS_OF, withSample } from './made-school.ts';

const STUDENTS = QUICK ? 300 : 1500;
const ROUNDS = 7;

const rawOf = (students: number): Promise<RawWorkbook> =>
  withSample(1, students, async (folder, [file = '']) => readWorkbook(readFileSync(join(folder, file))));

type Parsed = ReturnType<typeof parseWorkbook>;

/** Lookups are built on first use: a school that has not been judged pays for them. */
const schoolOf = (parsed: Parsed) =>
  assembleSchool({
    colleges: [{ id: 'D01', name: '学院', parsed, stale: false }],
    complete: true,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    asOf: AS_OF,
    year: 2025,
  });

function judge(parsed: Parsed): void {
  const { defects } = runRules(schoolOf(parsed), RULES, DEFAULT_PARAMETERS, [], TAB_TITLES);
  if (defects.length > 0) throw new Error(`${defects[0]?.rule} threw`, { cause: defects[0]?.error });
}

const score = (parsed: Parsed) => scoreSchool(schoolOf(parsed), DEFAULT_SCHEME, [], DEFAULT_PARAMETERS);
const rowsOf = ({ tabs }: RawWorkbook): number => tabs.reduce((sum, { rows }) => sum + rows.length, 0);

const [single, double] = [await rawOf(STUDENTS), await rawOf(2 * STUDENTS)];
const [one, two] = [parseWorkbook(single, 0, []), parseWorkbook(double, 0, [])];
const times = await inTurns(
  {
    parse: () => parseWorkbook(single, 0, []),
    judge: () => judge(one),
    judgeTwice: () => judge(two),
    score: () => score(one),
    scoreTwice: () => score(two),
  },
  ROUNDS,
);
const rowRatio = (rowsOf(double) / rowsOf(single)).toFixed(2);
tell(
  `assembling and all ${RULES.length} rules over ${rowsOf(single)} rows / parsing them`,
  times.judge / times.parse,
  '×',
  12,
);
tell(`the same with ${rowRatio} times the rows / before`, times.judgeTwice / times.judge, '×', 2.2);
tell('assembling and all points / parsing', times.score / times.parse, '×');
tell(`the same with ${rowRatio} times the rows / before`, times.scoreTwice / times.score, '×', 2.2);
