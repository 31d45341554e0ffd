import { Base } from '../../domain/vocabulary.ts';
import { choice, count, text } from '../cell-types.ts';
import { column, defineTab, type RowOf } from '../column.ts';
import { ids } from '../list-types.ts';

export const bases = defineTab('bases', {
  title: '阵地',
  place: 11,
  required: false,
  replaces: '功能型党、团组织设置情况报告',
  rowKeys: [['kind', 'name']],
  unique: true,
  rowPlace: 'name',
  columns: {
    name: column('阵地名称', text, { required: true, help: '实验室、社团、宿舍楼等的名称。' }),
    kind: column('类型', choice(Base), { required: true, help: '从下拉框中选一项。' }),
    students: column('学生人数', count, { help: '在这里学习、生活或活动的学生人数。' }),
    head: column('负责人', text, { help: '负责人的姓名。' }),
    orgIds: column('对应组织', ids, {
      references: 'organization',
      help: '覆盖这里学生的党、团组织的编号，用顿号分隔；还没有的不填。',
    }),
  },
});

declare module '../../domain/school.ts' {
  interface Tables {
    readonly bases: readonly RowOf<typeof bases>[];
  }
}
