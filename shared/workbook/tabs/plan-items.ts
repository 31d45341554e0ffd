import { PlanProgress } from '../../domain/vocabulary.ts';
import { academicYear, activityType, choice, date, id, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { ids } from '../list-types.ts';

export const planItems = defineTab('planItems', {
  title: '计划事项',
  place: 10,
  required: false,
  replaces: '工作计划所附的事项安排表',
  rowKeys: [['orgId', 'academicYear', 'name']],
  unique: true,
  rowPlace: 'name',
  host: 'orgId',
  columns: {
    orgId: column('组织编号', id, { required: true, references: 'organization', help: '制定计划的组织的编号。' }),
    academicYear: column('学年', academicYear, { required: true, help: '写成 2025-2026。' }),
    name: column('事项', text, { required: true, help: '一行一件事，例如 十月主题党日。' }),
    type: column('活动类型', activityType, { help: '与活动台账相同；填了才能从活动台账自动认出已经完成。' }),
    dueOn: column('完成期限', date, { required: true, help: '计划最晚哪一天完成，写成 2025-10-31。' }),
    ownerId: column('责任人学号', id, { references: 'author', help: '负责这件事的学生的学号；教师填工号。' }),
    jointIds: column('联合组织', ids, {
      references: 'organization',
      help: '计划一起做的组织的编号，用顿号分隔。',
    }),
    activityId: column('对应活动编号', id, {
      references: 'activity',
      help: '已经开展的，填活动台账里的活动编号；不填则按类型和日期查找。',
    }),
    progress: column('完成情况', choice(PlanProgress), { help: '已完成、进行中、未开始 或 已取消。' }),
    note: column('说明', text, { help: '没有按期完成或取消的原因等。' }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly planItems: readonly RowOf<typeof planItems>[];
  }
}
