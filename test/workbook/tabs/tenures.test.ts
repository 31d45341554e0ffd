import { tabTest } from '../../support/tab-test.ts';

tabTest('tenures', {
  columns: '组织编号*(组织) 职务*(岗位) 学号* 姓名* 身份 任职日期*(任职时间) 离任日期(离任时间)',
  references: { 组织编号: 'organization', 学号: 'student' },
  key: '组织编号 职务 学号 任职日期',
});
