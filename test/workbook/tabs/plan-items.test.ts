import { tabTest } from '../../support/tab-test.ts';

tabTest('planItems', {
  columns: '组织编号* 学年* 事项* 活动类型 完成期限* 责任人学号 联合组织 对应活动编号 完成情况 说明',
  references: { 组织编号: 'organization', 责任人学号: 'author', 联合组织: 'organization', 对应活动编号: 'activity' },
  key: '组织编号 学年 事项',
});
