import { tabTest } from '../../support/tab-test.ts';

tabTest('outcomes', {
  columns: '学号* 姓名* 类别* 名称* 级别 日期* 事项编号',
  references: { 学号: 'student', 事项编号: 'decision' },
  key: '学号 类别 名称 日期',
});
