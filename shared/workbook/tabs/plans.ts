import { academicYear, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

export const plans = defineTab('plans', {
  title: '工作计划',
  place: 6,
  required: false,
  rowKeys: [['orgId', 'academicYear']],
  unique: true,
  rowPlace: 'orgId',
  host: 'orgId',
  columns: {
    orgId: column('组织编号', id, {
      required: true,
      references: 'organization',
      help: '制定计划的党支部、团支部或功能型组织的编号。',
    }),
    academicYear: column('学年', academicYear, { required: true, help: '写成 2025-2026。' }),
    authorId: column('制定人学号', id, {
      required: true,
      references: 'author',
      help: '党支部书记或团支部书记的学号；教师填工号。',
    }),
    submittedOn: column('提交日期', date, { required: true, dates: 'past', help: '写成 2025-09-20。' }),
    evidence: column('材料链接', text, { required: true, help: '计划文本的链接或存放位置。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly plans: readonly RowOf<typeof plans>[];
  }
}
