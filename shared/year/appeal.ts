import { type CalendarDay, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import type { Entry } from '../domain/position.ts';
import type { Appeal, SettingIssue } from '../domain/settings.ts';
import { AppealOutcome, Section, TabTitle } from '../domain/vocabulary.ts';
import { type Holidays, workdayAfter } from '../domain/workdays.ts';
import { ADJUSTMENT_ITEM } from '../ledger/settle.ts';

/** An appeal that was raised in time and granted, as a ledger entry of kind adjustment with its reason (points.md §6). */
export function adjustmentEntry(
  { orgId, content, raisedOn, adjustment, explanation }: Omit<Appeal, 'year' | 'outcome' | 'decidedOn' | 'row'>,
  schoolTab: string,
): Entry {
  return {
    kind: 'adjustment',
    section: Section.honors,
    item: ADJUSTMENT_ITEM,
    itemName: schoolTab,
    activity: `${formatDay(raisedOn)}|${orgId}`,
    on: raisedOn,
    title: explanation ?? content,
    base: adjustment ?? 0,
    factors: '',
    hundredths: adjustment ?? 0,
    counted: adjustment ?? 0,
    reason: null,
    source: null,
  };
}

/** Appeals of a year that were granted, split by whether they were raised within 公示期 (first and last day included). */
export function grantedAppeals(
  appeals: readonly Appeal[],
  year: number,
  from: CalendarDay,
  to: CalendarDay,
): { readonly inTime: readonly Appeal[]; readonly late: readonly Appeal[] } {
  const granted = appeals.filter(
    (appeal) => appeal.year === year && appeal.outcome === AppealOutcome.adjusted && appeal.adjustment !== null,
  );
  const isInTime = ({ raisedOn }: Appeal): boolean => raisedOn >= from && raisedOn <= to;
  return { inTime: granted.filter(isInTime), late: granted.filter((appeal) => !isInTime(appeal)) };
}

/**
 * Why appeals of a year cannot be counted yet: rows that cannot be read, are undecided, or lack their points. A row
 * whose year cannot be read may belong to this one.
 */
export function openAppealIssues(issues: readonly SettingIssue[], year: number): readonly SettingIssue[] {
  return issues.filter(({ tab, key: [named = ''] }) => {
    const isOfOther = /^\d{4}-\d{4}$/.test(named) && named !== formatAcademicYear(year);
    return tab === TabTitle.appeals && !isOfOther;
  });
}

/** Last day of 公示期: that many working days, not counting the day of the sealing. */
export function appealDeadline(sealedOn: CalendarDay, workdays: number, holidays: Holidays): CalendarDay {
  return workdays > 0 ? workdayAfter(sealedOn + 1, workdays, holidays) : sealedOn;
}
