import { tabTest } from '../../support/tab-test.ts';

tabTest('tallies', {
  columns: '学年* 学号* 姓名* 范围* 测评日期* 应到人数* 实到人数* 优秀* 合格* 基本合格* 不合格*',
  references: { 学号: 'student' },
  key: '学年 学号 范围',
});
