import { tabTest } from '../../support/tab-test.ts';

tabTest('pledges', {
  columns: `学年* 学号* 姓名* 身份* 承诺日期 践诺情况 述诺日期(述责日期,述职日期) 评议类型 评议日期
    评议等次`,
  references: { 学号: 'student' },
  key: '学年 学号 身份 评议类型',
});
