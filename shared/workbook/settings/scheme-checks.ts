import { isGiven } from '../../domain/cell.ts';
import type { SettingIssue } from '../../domain/settings.ts';
import { HonorLevel, Indicator, Section, Severity, Way } from '../../domain/vocabulary.ts';
import { activityTypeNamed } from '../cell-types.ts';
import { choicesOf } from '../choices.ts';
import { foldWord } from '../normalize.ts';
import { BURDENS, type SchemeCells, scheme as spec } from '../tabs/scheme.ts';
import {
  awardSignWords,
  burdenWords,
  deductionSignWords,
  limitWithoutPeriodWords,
  missingBasisWords,
  periodWithoutLimitWords,
  sectionWords,
  severalIndicatorsWords,
  unknownRuleWords,
} from '../tabs/scheme-messages.ts';
import { notAChoiceWords, type Words } from '../tabs/setting-messages.ts';
import type { SettingRow } from './setting-table.ts';

type SchemeRow = SettingRow<SchemeCells>;

const INDICATORS = choicesOf(Object.values(Indicator));
const LEVELS = choicesOf(Object.values(HonorLevel));
const SEVERITIES: readonly string[] = Object.values(Severity);

/** 依据 in the form that scoring uses, and what is wrong with it. */
export function readBasis(row: SchemeRow, knownRuleIds: readonly string[]) {
  const { way, basis } = row.cells;
  const issues: SettingIssue[] = [];
  const report = (words: Words): void => void issues.push(row.issue('basis', words));
  if (!isGiven(way) || basis.partial) return { basis: [], issues };
  if (basis.items.length === 0) report(missingBasisWords(row.who, way));
  if (way === Way.indicator && basis.items.length > 1) report(severalIndicatorsWords(row.who, basis.items));
  const read = basis.items.map((item) => basisItem(way, item, knownRuleIds));
  for (const [index, item] of read.entries()) {
    if (item === null) report(unknownBasisWords(row.who, way, basis.items[index] ?? ''));
  }
  return { basis: [...new Set(read.filter((item) => item !== null))], issues };
}

/** The name that an item of 依据 means; `null` if there is no such thing. */
function basisItem(way: Way, item: string, knownRuleIds: readonly string[]): string | null {
  switch (way) {
    case Way.indicator:
      return INDICATORS.find(item) ?? null;
    case Way.activity:
      return activityTypeNamed(item);
    case Way.honor:
      return LEVELS.find(item) ?? null;
    case Way.deduction: {
      const word = foldWord(item).toUpperCase();
      return SEVERITIES.includes(word) || knownRuleIds.includes(word) ? word : null;
    }
  }
}

function unknownBasisWords(who: string, way: Way, item: string): Words {
  if (way === Way.deduction) return unknownRuleWords(who, item);
  const choices = way === Way.honor ? LEVELS : INDICATORS;
  const { nearest = null } = choices.refuse([item], true);
  return notAChoiceWords(who, spec.columns.basis.heading, item, nearest, choices.words);
}

/** What is wrong with a row apart from its single cells and 依据. */
export function schemeRowIssues(row: SchemeRow): readonly SettingIssue[] {
  return [...signIssues(row), ...periodIssues(row), ...sectionIssues(row), ...burdenIssues(row)];
}

/** Deductions are negative, everything else is not. */
function signIssues(row: SchemeRow): readonly SettingIssue[] {
  const { way, value, cap } = row.cells;
  if (!isGiven(way)) return [];
  const isDeduction = way === Way.deduction;
  const words = isDeduction ? deductionSignWords : awardSignWords;
  const issue = (field: 'value' | 'cap'): SettingIssue =>
    row.issue(field, words(row.who, spec.columns[field].heading, row.text(field)));
  const isValueWrong = isGiven(value) && (isDeduction ? value >= 0 : value < 0);
  const isCapWrong = isGiven(cap) && (isDeduction ? cap > 0 : cap < 0);
  return [...(isValueWrong ? [issue('value')] : []), ...(isCapWrong ? [issue('cap')] : [])];
}

function periodIssues(row: SchemeRow): readonly SettingIssue[] {
  const { limit, period } = row.cells;
  if (isGiven(limit) && period === null) return [row.issue('period', limitWithoutPeriodWords(row.who, limit))];
  if (isGiven(period) && limit === null) return [row.issue('limit', periodWithoutLimitWords(row.who, period))];
  return [];
}

/** Deductions are in their own section, which holds nothing else; honors are in theirs. */
function sectionIssues(row: SchemeRow): readonly SettingIssue[] {
  const { way, section } = row.cells;
  if (!isGiven(way) || !isGiven(section)) return [];
  const fits =
    (way === Way.deduction) === (section === Section.deductions) && (way !== Way.honor || section === Section.honors);
  return fits ? [] : [row.issue('section', sectionWords(row.who, section, way))];
}

/**
 * No points for signing in, time online or opening a page (points.md, preamble: an opinion of December 2023 against
 * burdens on the grass roots advises against such features).
 */
function burdenIssues(row: SchemeRow): readonly SettingIssue[] {
  if (row.cells.way === Way.deduction) return [];
  return (['name', 'basis'] as const).flatMap((field) => {
    const burden = BURDENS.exec(row.text(field))?.[0];
    return burden === undefined ? [] : [row.issue(field, burdenWords(row.who, row.text(field), burden))];
  });
}
