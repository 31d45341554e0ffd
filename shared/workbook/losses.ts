import { FEWEST_LOST_ROWS, type Loss } from '../domain/hold-back.ts';
import type { ParsedTab } from '../domain/parsed.ts';
import type { Fraction } from '../domain/points.ts';
import type { TabKey } from '../domain/school.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import type { Column } from './column.ts';
import { findTab, unreadTabs } from './find-tab.ts';
import { editDistance } from './nearest.ts';
import { bareTitle } from './normalize.ts';
import { parseTab } from './parse-tab.ts';
import { TABS } from './tabs/index.ts';

/** The most tabs suggested in place of a missing one. */
const MOST_NAMED = 3;

/**
 * What the required tabs of a college workbook have lost between two readings, in the order of the tabs (trust.md §1).
 * Anything already missing before is no loss.
 * @param share 大幅减少保护: losing more than this share of a tab's rows counts; 0 = rows are not checked
 */
export function lossesBetween(before: RawWorkbook, now: RawWorkbook, share: Fraction): readonly Loss[] {
  return (Object.keys(TABS) as TabKey[])
    .filter((key) => TABS[key].required)
    .flatMap((key) => lossesOf(key, before, now, share));
}

function lossesOf(key: TabKey, before: RawWorkbook, now: RawWorkbook, share: Fraction): readonly Loss[] {
  const had = tabOf(key, before);
  if (!had.present) return [];
  const { title: tab } = TABS[key];
  const has = tabOf(key, now);
  if (!has.present) return [{ kind: 'tab', tab, instead: likelyTabs(tab, now) }];
  if (had.headingRow === null) return [];
  if (has.headingRow === null) return [{ kind: 'headingRow', tab }];
  const lacking: readonly string[] = had.missingFields;
  const headings = has.missingFields
    .filter((field) => !lacking.includes(field))
    .map((field): Loss => ({ kind: 'heading', tab, heading: headingOf(key, field), instead: insteadOf(has, field) }));
  if (headings.length > 0) return headings;
  const [rowsBefore, rowsNow] = [had.rows.length, has.rows.length];
  return isBigLoss(rowsBefore, rowsNow, share) ? [{ kind: 'rows', tab, before: rowsBefore, after: rowsNow }] : [];
}

/** More than the share of the rows, and at least twenty. */
function isBigLoss(before: number, now: number, { numerator, denominator }: Fraction): boolean {
  const lost = before - now;
  return numerator > 0 && lost >= FEWEST_LOST_ROWS && lost * denominator > before * numerator;
}

function tabOf(key: TabKey, { tabs }: RawWorkbook): ParsedTab {
  const spec = TABS[key];
  return parseTab(spec as never, findTab(tabs, spec.title), 0).parsed;
}

function headingOf(key: TabKey, field: string): string {
  return (TABS[key].columns as Readonly<Record<string, Column<unknown>>>)[field]?.heading ?? field;
}

function insteadOf({ unread }: ParsedTab, field: string): string | null {
  return unread.find(({ near }) => near?.field === field)?.text ?? null;
}

/** Tabs that nothing is read from, most similar titles to the missing one first. */
function likelyTabs(title: string, { tabs }: RawWorkbook): readonly string[] {
  const titles = Object.values(TABS).map((spec) => spec.title);
  const distance = (other: string): number => editDistance(bareTitle(other), title);
  return unreadTabs(tabs, titles)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, MOST_NAMED);
}
