import { type CalendarDay, formatDay } from '../../domain/calendar.ts';
import { type Cell, unreadable } from '../../domain/cell.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { isProvisional, workdaysBetween } from '../../domain/workdays.ts';

/** What is wrong with a public notice (公示). */
export interface NoticeFault {
  /** The cell to correct: 公示开始 if blank, else 公示结束. */
  readonly field: 'noticeFrom' | 'noticeTo';
  readonly from: string | null;
  readonly to: string | null;
  /** Working days from first to last day; `null` where one of them is blank. */
  readonly workdays: number | null;
  readonly required: number;
  /** Entering holidays (调休上班) could change the result. */
  readonly provisional: boolean;
}

interface Notice {
  readonly noticeFrom: Cell<CalendarDay>;
  readonly noticeTo: Cell<CalendarDay>;
}

/**
 * Judges public notices: missing, or shorter than 公示工作日 with both ends counted. An unreadable date is not judged.
 * A short notice is provisional (暂算) if no holidays are given and it would be long enough with weekends worked.
 */
export function noticeJudge({
  noticeWorkdays,
  freeDays,
  workedDays,
}: Pick<Parameters, 'noticeWorkdays' | 'freeDays' | 'workedDays'>) {
  const holidays = { free: new Set(freeDays), worked: new Set(workedDays) };
  return ({ noticeFrom, noticeTo }: Notice): NoticeFault | null => {
    if (noticeFrom === unreadable || noticeTo === unreadable) return null;
    const shown = {
      from: noticeFrom === null ? null : formatDay(noticeFrom),
      to: noticeTo === null ? null : formatDay(noticeTo),
      required: noticeWorkdays,
    };
    if (noticeFrom === null) return { field: 'noticeFrom', ...shown, workdays: null, provisional: false };
    if (noticeTo === null) return { field: 'noticeTo', ...shown, workdays: null, provisional: false };
    const workdays = workdaysBetween(noticeFrom, noticeTo, holidays, noticeWorkdays);
    if (workdays >= noticeWorkdays) return null;
    const provisional = isProvisional(holidays) && noticeTo - noticeFrom + 1 >= noticeWorkdays;
    return { field: 'noticeTo', ...shown, workdays, provisional };
  };
}

/** The present state of a faulty notice and what it should be, for the end of a message. */
export function noticeWords({ from, to, workdays, required, provisional }: NoticeFault): string {
  const due = `应当公示不少于 ${required} 个工作日（首尾两天都算）`;
  if (from === null && to === null) return `公示开始和公示结束都没有填；${due}。`;
  if (from === null) return `公示开始没有填；${due}。`;
  if (to === null) return `公示从“${from}”开始，公示结束没有填；${due}。`;
  return `公示从“${from}”到“${to}”，只有 ${workdays} 个工作日；${due}。${provisional ? '没有填法定节假日和调休上班，工作日为暂算。' : ''}`;
}
