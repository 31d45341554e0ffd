import { TallyScope } from '../../domain/vocabulary.ts';
import { academicYear, choice, count, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

export const tallies = defineTab('tallies', {
  title: '述责测评',
  place: 12,
  required: false,
  replaces: '述责测评大会的计票表',
  rowKeys: [['academicYear', 'studentId', 'scope']],
  unique: true,
  rowPlace: 'studentId',
  person: 'studentId',
  personName: 'name',
  personOf: 'branch',
  counts: [['expected', 'present']],
  columns: {
    academicYear: column('学年', academicYear, { required: true, help: '写成 2025-2026。' }),
    studentId: column('学号', id, { required: true, references: 'student', help: '述责党员的学号。' }),
    name: column('姓名', text, { required: true, help: '与花名册一致。' }),
    scope: column('范围', choice(TallyScope), { required: true, help: '党内 或 群众，各填一行。' }),
    heldOn: column('测评日期', date, { required: true, dates: 'past', help: '写成 2026-06-12。' }),
    expected: column('应到人数', count, { required: true, help: '应当参加测评的人数。' }),
    present: column('实到人数', count, { required: true, help: '实际参加测评的人数。' }),
    excellent: column('优秀', count, { required: true, help: '评为优秀的票数；没有的填 0。' }),
    good: column('合格', count, { required: true, help: '评为合格的票数；没有的填 0。' }),
    fair: column('基本合格', count, { required: true, help: '评为基本合格的票数；没有的填 0。' }),
    poor: column('不合格', count, { required: true, help: '评为不合格的票数；没有的填 0。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly tallies: readonly RowOf<typeof tallies>[];
  }
}
