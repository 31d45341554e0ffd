import { AppraisalGrade, AppraisalKind, PledgeRole } from '../../domain/vocabulary.ts';
import { academicYear, choice, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

export const pledges = defineTab('pledges', {
  title: '承诺考评',
  place: 8,
  required: false,
  rowKeys: [['academicYear', 'studentId', 'role', 'appraisalKind']],
  unique: true,
  rowPlace: 'studentId',
  person: 'studentId',
  personName: 'name',
  personOf: 'class',
  columns: {
    academicYear: column('学年', academicYear, { required: true, help: '写成 2025-2026。' }),
    studentId: column('学号', id, { required: true, references: 'student', help: '花名册里的学号。' }),
    name: column('姓名', text, { required: true, help: '与花名册一致。' }),
    role: column('身份', choice(PledgeRole), {
      required: true,
      help: '以什么身份承诺、受评，从下拉框中选一项。',
    }),
    pledgedOn: column('承诺日期', date, { dates: 'past', help: '写成 2025-10-20。' }),
    fulfilment: column('践诺情况', text, { help: '一两句话说明做了什么。' }),
    reportedOn: column('述诺日期', date, {
      aliases: ['述责日期', '述职日期'],
      dates: 'past',
      help: '写成 2026-06-10。',
    }),
    appraisalKind: column('评议类型', choice(AppraisalKind), { help: '一行一种评议，从下拉框中选一项。' }),
    appraisedOn: column('评议日期', date, { dates: 'past', help: '写成 2026-06-15。' }),
    appraisalGrade: column('评议等次', choice(AppraisalGrade), { help: '优秀、合格、基本合格 或 不合格。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly pledges: readonly RowOf<typeof pledges>[];
  }
}
