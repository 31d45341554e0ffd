import type { College, School } from '../domain/assembled.ts';
import { type CalendarDay, formatDay } from '../domain/calendar.ts';
import type { Reminder } from '../rules/frame/rule.ts';
import type { ImageCell, ImageColumn } from '../sheet/image.ts';
import { heldBackLines } from './hold-back-words.ts';
import { subjectWords } from './subject-words.ts';
import type { TabBody } from './tab-body.ts';
import { linkTo, placeText } from './violation-rows.ts';

const COLUMNS: readonly ImageColumn[] = [
  { heading: '到期日', width: 12, format: 'text' },
  { heading: '还有几天', width: 10, format: 'integer' },
  { heading: '组织', width: 20, format: 'text', wrap: true },
  { heading: '对象', width: 26, format: 'text', wrap: true },
  { heading: '要做什么', width: 44, format: 'text', wrap: true },
  { heading: '依据', width: 34, format: 'text', wrap: true },
  { heading: '位置', width: 17, format: 'text' },
];
/** Days left from which a matter is pressing. */
const PRESSING = 7;

/** 即将到期 of one college: what becomes a problem unless somebody acts, the earliest first. */
export function dueTab(due: readonly Reminder[], school: School, college: College): TabBody {
  return {
    banner: (college.heldBack ? heldBackLines(college.heldBack) : []).map((line) => ({ tone: 'error', cells: [line] })),
    columns: COLUMNS,
    frozenColumns: 2,
    rows: due.map((reminder) => {
      const { about, owner } = subjectWords(reminder, school, college);
      const left = reminder.dueOn - school.asOf;
      return {
        ...(left <= PRESSING && { tone: 'warning' }),
        cells: [
          formatDay(reminder.dueOn),
          left,
          owner,
          about,
          reminder.task,
          reminder.basis,
          dueCell(reminder, college),
        ],
      };
    }),
  };
}

/** The cell in which it is typed. Not a link while the workbook is held back, because rows may have moved. */
export function dueCell({ typedAt }: Reminder, college: College): ImageCell {
  const link = college.heldBack ? null : linkTo(typedAt, college);
  return link ? { value: placeText(typedAt), link } : placeText(typedAt);
}

/** `今天到期`, `还有 3 天`. */
export function daysLeft(dueOn: CalendarDay, asOf: CalendarDay): string {
  return dueOn === asOf ? '今天到期' : `还有 ${dueOn - asOf} 天`;
}
