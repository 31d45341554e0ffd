import { HonorLevel, OutcomeKind } from '../../domain/vocabulary.ts';
import { choice, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

export const outcomes = defineTab('outcomes', {
  title: '个人结果',
  place: 13,
  required: false,
  replaces: '报送学校的评奖评优、人员推荐名单',
  rowKeys: [['studentId', 'kind', 'title', 'awardedOn']],
  unique: true,
  rowPlace: 'title',
  person: 'studentId',
  personName: 'name',
  personOf: 'class',
  columns: {
    studentId: column('学号', id, { required: true, references: 'student', help: '获奖或被推荐的学生的学号。' }),
    name: column('姓名', text, { required: true, help: '与花名册一致。' }),
    kind: column('类别', choice(OutcomeKind), { required: true, help: '评奖评优 或 人员推荐。' }),
    title: column('名称', text, { required: true, help: '奖项或推荐的名称，例如 国家奖学金。' }),
    level: column('级别', choice(HonorLevel), { help: '国家级、省部级、市级、校级 或 院级。' }),
    awardedOn: column('日期', date, { required: true, dates: 'past', help: '结果确定的日期，写成 2025-11-20。' }),
    decisionId: column('事项编号', id, { references: 'decision', help: '“议事决策”里这件事的事项编号。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly outcomes: readonly RowOf<typeof outcomes>[];
  }
}
