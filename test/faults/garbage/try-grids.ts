import { parseIsoDay } from '../../../shared/domain/calendar.ts';
import { RULES } from '../../../shared/rules/index.ts';
import { judgeSchool } from '../../../shared/run/judge-school.ts';
import { activityTypesOf, versionedScheme } from '../../../shared/run/scheme-in-force.ts';
import { openSnapshot, takeSnapshot } from '../../../shared/run/snapshot.ts';
import { DEFAULT_SCHEME } from '../../../shared/scoring/default-scheme.ts';
import type { RawWorkbook } from '../../../shared/sheet/raw.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { mangledWorkbook } from './grids.ts';
import { randomFrom } from './random.ts';

/** Good workbooks to mangle. */
export interface Good {
  readonly college: RawWorkbook;
  readonly school: RawWorkbook;
}

/** Mangled workbooks that one judged school takes: one school workbook and its colleges. */
export const WORKBOOKS_PER_SCHOOL = 5;
const RULE_IDS = RULES.map(({ id }) => id);
const DAYS = ['2025-09-01', '2026-02-28', '2026-07-15', '2028-02-29'].map((text) => parseIsoDay(text) as number);
/** What a fact that is not there looks like in a sentence; no mangled cell holds these. */
const HOLE = /\bundefined\b|\bNaN\b|\[object |\bInfinity\b/;

/** Reads, judges and scores one school of mangled workbooks; gives what is wrong with how that went, in words. */
export function trySchool(good: Good, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const faults: string[] = [];
  const school = mangledWorkbook(good.school, random);
  const settings = parseSettings(school, RULE_IDS);
  const scheme = versionedScheme(settings.schemeBroken ? DEFAULT_SCHEME : (settings.scheme ?? DEFAULT_SCHEME));
  const types = activityTypesOf(scheme.items);
  const raws = Array.from({ length: WORKBOOKS_PER_SCHOOL - 1 }, () => mangledWorkbook(good.college, random));
  const colleges = raws.map((raw, at) => {
    const kept = random.chance(0.05) ? openSnapshot(takeSnapshot(raw).content, '') : raw;
    const parsed = parseWorkbook(kept, at, types);
    return { id: random.pick([`D${at}`, '__proto__', 'D0']), name: '学院', parsed, stale: random.chance(0.1) };
  });
  const asOf = random.pick(DAYS);
  const judged = judgeSchool({
    settings,
    scheme,
    rules: RULES,
    colleges,
    complete: random.chance(0.7),
    asOf,
    year: random.pick([2024, 2025]),
    books: [],
    reading: 1,
  });
  for (const { rule, error } of judged.defects)
    faults.push(`${rule} threw ${error instanceof Error ? error.stack : String(error)}`);
  for (const { message, advice, rule, at } of judged.violations) {
    if (HOLE.test(message) || HOLE.test(advice)) faults.push(`${rule} says “${message}” “${advice}”`);
    if (at.row !== null && !(Number.isInteger(at.row) && at.row > 0)) faults.push(`${rule} is at row ${at.row}`);
  }
  for (const { words } of settings.issues as readonly { readonly words?: string }[])
    if (words !== undefined && HOLE.test(words)) faults.push(`CFG-01 says “${words}”`);
  for (const { hundredths } of judged.positions)
    if (!Number.isSafeInteger(hundredths)) faults.push(`a position of ${hundredths} hundredths`);
  if (random.chance(0.05)) JSON.parse(JSON.stringify(judged.violations));
  if (Object.keys(Object.prototype).length > 0) faults.push(`Object.prototype has ${Object.keys(Object.prototype)}`);
  return faults;
}
