import type { College, School } from '../domain/assembled.ts';
import type { TabKey } from '../domain/school.ts';
import { missingIdsLine, notCheckedReason, notFilledIn, unfilledTabReason } from '../report/not-checked-words.ts';
import type { NotCheckedLine, UnreadLine } from '../report/overview.ts';
import type { NotChecked } from '../rules/frame/run-rules.ts';
import type { Column } from '../workbook/column.ts';
import { TABS } from '../workbook/tabs/index.ts';

const WHOLE_TAB = { heading: null, unread: null, uncalculated: false };

/** What could not be judged in one college and why: one line a tab or heading, with the rules that did not run. */
export function notCheckedLines(
  school: School,
  notChecked: readonly NotChecked[],
  collegeId: string,
): readonly NotCheckedLine[] {
  const college = school.colleges.find(({ id }) => id === collegeId);
  if (!college || college.stale) return [];
  const own = notChecked.filter((line) => line.college === collegeId);
  const lines = [...Map.groupBy(own, ({ tab, field }) => `${tab}|${field ?? ''}`).values()].map(
    (group): NotCheckedLine => {
      const { tab, field, unread = null, uncalculated = false } = group[0] as NotChecked;
      return {
        tab: college.tabPlace(tab).tab,
        reason: notCheckedReason(
          college,
          tab,
          { heading: field === null ? null : headingOf(tab, field), unread, uncalculated },
          [...new Set(group.map(({ rule }) => rule))],
        ),
      };
    },
  );
  for (const tab of Object.values(college.tabs)) {
    if (tab.present || own.some((line) => line.tab === tab.key && line.field === null)) continue;
    lines.push({ tab: college.tabPlace(tab.key).tab, reason: notCheckedReason(college, tab.key, WHOLE_TAB, []) });
  }
  for (const title of unfilledTabs(college)) lines.push({ tab: title, reason: unfilledTabReason() });
  return school.complete ? lines : [...lines, missingIdsLine()];
}

/** A workbook without a row in any required tab is blank, not faultless: which tabs have no rows; else `null`. */
export function unfilledWords({ colleges }: School, collegeId: string): string | null {
  const college = colleges.find(({ id }) => id === collegeId);
  if (!college || college.stale) return null;
  const isBlank = Object.values(college.tabs).every(({ key, rows }) => rows.length === 0 || !TABS[key].required);
  return isBlank ? notFilledIn(unfilledTabs(college)) : null;
}

/** Tabs that exist without a row; optional ones are included only if the whole workbook is blank. */
function unfilledTabs({ tabs, tabPlace }: College): readonly string[] {
  const blank = Object.values(tabs).filter(({ present, rows }) => present && rows.length === 0);
  const required = blank.filter(({ key }) => TABS[key].required);
  const isBlank = required.length === Object.values(tabs).filter(({ key }) => TABS[key].required).length;
  return (isBlank ? blank : required).map(({ key }) => tabPlace(key).tab);
}

/** Tabs and columns of a workbook from which nothing was read. */
export function unreadLines({ tabs, unreadTabs, tabPlace }: College): readonly UnreadLine[] {
  return [
    ...unreadTabs.map((tab) => ({ tab, heading: null, meant: null })),
    ...Object.values(tabs).flatMap(({ key, unread }) =>
      unread.map(({ text, near }) => ({ tab: tabPlace(key).tab, heading: text, meant: near?.heading ?? null })),
    ),
  ];
}

function headingOf(tab: TabKey, field: string): string {
  const columns = TABS[tab].columns as Readonly<Record<string, Column<unknown>>>;
  return columns[field]?.heading ?? field;
}
