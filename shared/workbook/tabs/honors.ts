import { HonorLevel } from '../../domain/vocabulary.ts';
import { choice, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';

export const honors = defineTab('honors', {
  title: '荣誉',
  place: 9,
  required: false,
  rowKeys: [['orgId', 'name', 'level', 'awardedOn']],
  unique: false,
  rowPlace: 'name',
  host: 'orgId',
  columns: {
    orgId: column('组织编号', id, { required: true, references: 'organization', help: '获得荣誉的组织的编号。' }),
    name: column('荣誉名称', text, { required: true, help: '证书或文件上的名称。' }),
    level: column('级别', choice(HonorLevel), { required: true, help: '国家级、省部级、市级、校级 或 院级。' }),
    awardedOn: column('获得日期', date, {
      required: true,
      dates: 'past',
      help: '证书或文件上的日期，写成 2026-05-04。',
    }),
    matter: column('同一事项', text, { help: '同一件事得了几级荣誉时，各行填一样的文字，只按最高级别计分。' }),
    evidence: column('佐证材料', text, { help: '证书或文件的链接；没有佐证材料不计分。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly honors: readonly RowOf<typeof honors>[];
  }
}
