import type { AcademicYear, CalendarDay } from '../../domain/calendar.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Hundredths } from '../../domain/points.ts';
import { AppealOutcome } from '../../domain/vocabulary.ts';
import { academicYear, choice, date, id, text } from '../cell-types.ts';
import { column, defineSettings } from '../column.ts';
import { points } from '../settings/setting-types.ts';

/** A row of 申诉 as typed. */
export interface AppealCells {
  readonly year: Cell<AcademicYear>;
  readonly orgId: Cell<string>;
  readonly content: Cell<string>;
  readonly raisedOn: Cell<CalendarDay>;
  readonly outcome: Cell<AppealOutcome>;
  readonly adjustment: Cell<Hundredths>;
  readonly decidedOn: Cell<CalendarDay>;
  readonly explanation: Cell<string>;
}

export const appeals = defineSettings<AppealCells>({
  title: '申诉',
  required: false,
  inForce: '这一行申诉没有计入。',
  rowKey: ['year', 'orgId', 'raisedOn'],
  who: ([year = '', orgId = '']) => `组织“${orgId}”${year} 学年的申诉`,
  columns: {
    year: column('学年', academicYear, { required: true, help: '写成 2025-2026。' }),
    orgId: column('组织编号', id, { required: true, help: '提出申诉的组织的编号。' }),
    content: column('申诉内容', text, { required: true, help: '对哪一项有异议，理由是什么。' }),
    raisedOn: column('提出日期', date, { required: true, help: '写成 2026-09-03，应在公示期内。' }),
    outcome: column('处理结果', choice(AppealOutcome), { help: '维持 或 调整；还没处理的先不填，定稿前都要填。' }),
    adjustment: column('调整分', points, { help: '处理结果为“调整”时填：加分填正数，减分填负数。' }),
    decidedOn: column('处理日期', date, { help: '写成 2026-09-08。' }),
    explanation: column('处理说明', text, { help: '处理的依据和经过。' }),
  },
});
