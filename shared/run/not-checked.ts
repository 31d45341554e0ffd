import type { School } from '../domain/assembled.ts';
import type { TabKey } from '../domain/school.ts';
import { missingIdsLine, notCheckedReason } from '../report/not-checked-words.ts';
import type { NotCheckedLine } from '../report/overview.ts';
import type { NotChecked } from '../rules/frame/run-rules.ts';
import type { Column } from '../workbook/column.ts';
import { TABS } from '../workbook/tabs/index.ts';

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
      const { tab, field } = group[0] as NotChecked;
      return {
        tab: college.tabPlace(tab).tab,
        reason: notCheckedReason(college, tab, field === null ? null : headingOf(tab, field), [
          ...new Set(group.map(({ rule }) => rule)),
        ]),
      };
    },
  );
  for (const tab of Object.values(college.tabs)) {
    if (tab.present || own.some((line) => line.tab === tab.key && line.field === null)) continue;
    lines.push({ tab: college.tabPlace(tab.key).tab, reason: notCheckedReason(college, tab.key, null, []) });
  }
  return school.complete ? lines : [...lines, missingIdsLine()];
}

function headingOf(tab: TabKey, field: string): string {
  const columns = TABS[tab].columns as Readonly<Record<string, Column<unknown>>>;
  return columns[field]?.heading ?? field;
}
