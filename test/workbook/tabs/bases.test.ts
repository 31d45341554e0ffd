import { tabTest } from '../../support/tab-test.ts';

tabTest('bases', {
  columns: '阵地名称* 类型* 学生人数 负责人 对应组织',
  references: { 对应组织: 'organization' },
  key: '类型 阵地名称',
});
