import { civilOf } from '../../domain/calendar.ts';
import type { Duty } from '../../domain/duties.ts';
import { DUTIES } from '../../domain/duties.ts';
import { periodsOf } from '../../domain/periods.ts';
import { PeriodKind } from '../../domain/vocabulary.ts';
import { type Square, squares } from '../charts/squares.ts';
import type { Facts, Scope } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, plain } from '../html.ts';

/** How many of the organizations that owe a duty in a period have met it. */
interface Tally {
  met: number;
  due: number;
  /** The period is still running. */
  running: boolean;
}

/** Months of the year in columns, duties in rows; quarterly and termly duties are in the last month of the period. */
export function duties({ input, owed }: Facts, { organizations }: Scope): Html {
  const title = '各月应办事项的完成情况';
  const tallies = new Map<Duty, Map<number, Tally>>();
  for (const { id } of organizations) {
    for (const { duty, periods } of owed.get(id) ?? []) {
      const own = tallies.get(duty) ?? new Map<number, Tally>();
      tallies.set(duty, own);
      for (const { period, met, isOver } of periods) {
        const tally = own.get(period.to) ?? { met: 0, due: 0, running: !isOver };
        own.set(period.to, tally);
        tally.due++;
        if (met) tally.met++;
      }
    }
  }
  const months = periodsOf(PeriodKind.month, input.year);
  const rows = Object.values(DUTIES)
    .filter((duty) => tallies.has(duty))
    .map((duty) => ({ name: dutyName(duty), duty, own: tallies.get(duty) as Map<number, Tally> }));
  if (rows.length === 0) return nothing(title, '还没有到应办的时候。');
  const isHoliday = (at: number): boolean => input.parameters.holidayMonths.includes(civilOf(at).month);
  return figure({
    title,
    svg: squares({
      title,
      columns: months.map(({ from }) => `${civilOf(from).month}月`),
      rows: rows.map(({ name, duty, own }) => ({
        name,
        squares: months.map(({ to }): Square | null => {
          const tally = own.get(to);
          if (tally) return squareOf(tally);
          return duty.period === PeriodKind.month && isHoliday(to) ? { text: '假', look: 'off' } : null;
        }),
      })),
      width: 50,
    }),
    note: '数字是完成的比例；颜色越深缺得越多；“假”是假期月份；有“…”的还没有到期。按季、按学期的写在最后一个月；有活动即算完成，积分另看佐证材料。',
    table: {
      head: ['事项', ...months.map(({ from }) => `${civilOf(from).month}月`)],
      rows: rows.map(({ name, duty, own }) => [
        name,
        ...months.map(({ to }) => {
          const tally = own.get(to);
          if (tally) return plain(`${tally.met}/${tally.due}`);
          return duty.period === PeriodKind.month && isHoliday(to) ? '假期' : '';
        }),
      ]),
    },
  });
}

function squareOf({ met, due, running }: Tally): Square {
  const share = Math.floor((100 * met) / due);
  if (running) return { text: plain(`${share}…`), look: 'due' };
  const missing = 100 - share;
  const look = missing === 0 ? 'q0' : missing <= 10 ? 'q1' : missing <= 25 ? 'q2' : missing <= 50 ? 'q3' : 'q4';
  return { text: plain(`${share}%`), look };
}

/** `团支部 主题团日`. */
export function dutyName({ kinds, activityType }: Duty): string {
  return `${kinds.length === 1 ? `${kinds[0]} ` : ''}${activityType}`;
}
