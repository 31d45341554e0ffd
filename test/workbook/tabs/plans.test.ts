import { tabTest } from '../../support/tab-test.ts';

tabTest('plans', {
  columns: '组织编号* 学年* 制定人学号* 提交日期* 材料链接*',
  references: { 组织编号: 'organization', 制定人学号: 'author' },
  key: '组织编号 学年',
});
