import type { CalendarDay } from '../../domain/calendar.ts';
import type { Cell } from '../../domain/cell.ts';
import { date, id, text } from '../cell-types.ts';
import { column, defineSettings } from '../column.ts';

/** A row of 豁免 as typed. */
export interface WaiverCells {
  readonly violationId: Cell<string>;
  readonly reason: Cell<string>;
  readonly approver: Cell<string>;
  readonly approvedOn: Cell<CalendarDay>;
  readonly validUntil: Cell<CalendarDay>;
}

export const waivers = defineSettings<WaiverCells>({
  title: '豁免',
  required: false,
  inForce: '这一行豁免没有起作用。',
  rowKey: ['violationId'],
  who: ([id = '']) => `问题“${id}”的豁免`,
  columns: {
    violationId: column('问题编号', id, {
      required: true,
      help: '问题清单里的问题编号，例如 ORG-06-7F3K2。',
    }),
    reason: column('理由', text, { required: true, help: '为什么可以不整改。' }),
    approver: column('批准人', text, { required: true, help: '批准豁免的人。' }),
    approvedOn: column('批准日期', date, { required: true, help: '从这一天起有效，写成 2026-03-01。' }),
    validUntil: column('有效期至', date, { required: true, help: '最后一天，写成 2026-08-31。' }),
  },
});
