import { DEFAULT_PARAMETERS, PARAMETERS, type ParameterInfo, type Parameters } from '../../domain/parameters.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { isErrorCell } from '../grid.ts';
import { nearestWord } from '../nearest.ts';
import { foldTitle } from '../normalize.ts';
import { LIST_JOINER } from '../tabs/marks.ts';
import {
  parameterValueWords,
  repeatedParameterWords,
  unknownItemWords,
  unknownParameterWords,
  unknownRulesWords,
} from '../tabs/parameter-messages.ts';
import { type ParameterCells, parameters as spec } from '../tabs/parameters.ts';
import { missingHeadingWords, type Words } from '../tabs/setting-messages.ts';
import { READ_VALUE, singleItems, unknownRules, type ValueContext } from './parameter-values.ts';
import { readSettings, type SettingRow, tabIssue } from './setting-table.ts';

type ParameterRow = SettingRow<ParameterCells>;

/** Counts that cannot sensibly be 0. */
const AT_LEAST_ONE: ReadonlySet<keyof Parameters> = new Set([
  'jointBranchClassMax',
  'recommendationAge',
  'noticeWorkdays',
  'snapshotDays',
]);
/** Lists whose good items each apply by themselves. */
const BY_ITEM: ReadonlySet<keyof Parameters> = new Set(['disabledRules', 'severityOverrides']);
/** The parameter that also accepts a family of rules by its three letters. */
const TAKES_FAMILIES: keyof Parameters = 'vetoRules';

/** 考核参数: a value that does not parse is reported, and the default applies. */
export function parseParameters(
  workbook: RawWorkbook,
  knownRuleIds: readonly string[],
): { readonly parameters: Parameters; readonly issues: readonly SettingIssue[] } {
  const table = readSettings(spec, workbook);
  const issues: SettingIssue[] = [...table.issues];
  const { title, columns } = spec;
  if (table.rows.length > 0 && table.column('value') === null) {
    issues.push(tabIssue(title, [columns.value.heading], missingHeadingWords(title, columns.value.heading)));
  }
  const values: Record<string, unknown> = { ...DEFAULT_PARAMETERS };
  const rows = new Map<keyof Parameters, number>();
  for (const row of table.rows) {
    const info = infoOf(row);
    const ofName = nameIssue(row, info, rows);
    if (ofName) issues.push(ofName);
    else if (info) for (const issue of readValue(row, info, knownRuleIds, values)) issues.push(issue);
    if (info && !rows.has(info.key)) rows.set(info.key, row.row);
  }
  return { parameters: values as unknown as Parameters, issues };
}

function infoOf({ cells: { name } }: ParameterRow): ParameterInfo | null {
  if (typeof name !== 'string') return null;
  return PARAMETERS.find(({ heading }) => foldTitle(heading) === foldTitle(name)) ?? null;
}

/** An unknown or repeated parameter, or a value without a name; a note alone is no fault. */
function nameIssue(
  row: ParameterRow,
  info: ParameterInfo | null,
  rows: ReadonlyMap<keyof Parameters, number>,
): SettingIssue | null {
  const { name, value } = row.cells;
  if (name === null) return value === null ? null : (row.issues[0] ?? null);
  if (typeof name !== 'string') return row.issues[0] ?? null;
  if (info === null) {
    const nearest = nearestWord(
      name,
      PARAMETERS.map(({ heading }) => [heading, heading] as const),
    );
    return row.issue('name', unknownParameterWords(name, nearest));
  }
  const earlier = rows.get(info.key);
  return earlier === undefined ? null : row.issue('name', repeatedParameterWords(info.heading, earlier));
}

/** Stores the value of a row; returns the issues if it does not parse. Blank means the default. */
function readValue(
  row: ParameterRow,
  info: ParameterInfo,
  knownRuleIds: readonly string[],
  values: Record<string, unknown>,
): readonly SettingIssue[] {
  if (row.cells.value === null) return [];
  const cell = row.raw('value');
  const least = AT_LEAST_ONE.has(info.key) ? 1 : 0;
  const context = { least, knownRuleIds: idsFor(info, knownRuleIds) };
  if (BY_ITEM.has(info.key) && !isErrorCell(cell)) return readItems(row, info, context, values);
  const value = isErrorCell(cell) ? undefined : READ_VALUE[info.kind](cell, context);
  if (value === undefined) return [row.issue('value', wordsFor(row, info, least, context.knownRuleIds))];
  values[info.key] = value;
  return [];
}

/** Every item that is understood applies; each of the others is an issue of its own. */
function readItems(
  row: ParameterRow,
  { key, heading, kind }: ParameterInfo,
  context: ValueContext,
  values: Record<string, unknown>,
): readonly SettingIssue[] {
  const items = singleItems(row.raw('value'));
  const isGood = (item: string): boolean => READ_VALUE[kind](item, context) !== undefined;
  const good = items.filter(isGood);
  values[key] = READ_VALUE[kind](good.join(LIST_JOINER), context);
  return items
    .filter((item) => !isGood(item))
    .map((item) => ({
      ...row.issue('value', unknownItemWords(heading, item, kind, good.length > 0)),
      key: [...row.key, item],
      text: item,
    }));
}

function idsFor({ key }: ParameterInfo, knownRuleIds: readonly string[]): ReadonlySet<string> {
  return new Set(key === TAKES_FAMILIES ? [...knownRuleIds, ...knownRuleIds.map(familyOf)] : knownRuleIds);
}

function familyOf(ruleId: string): string {
  return ruleId.slice(0, 3);
}

function wordsFor(row: ParameterRow, info: ParameterInfo, least: number, known: ReadonlySet<string>): Words {
  const { heading, kind, defaultText } = info;
  if (kind === 'ruleIds') {
    const unknown = unknownRules(row.raw('value'), known);
    if (unknown.length > 0) return unknownRulesWords(heading, unknown, defaultText);
  }
  return parameterValueWords(heading, row.text('value'), kind, least, defaultText);
}
