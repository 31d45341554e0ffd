import { tabTest } from '../../support/tab-test.ts';

tabTest('decisions', {
  columns: `事项编号* 组织编号* 事项类别* 事项名称* 涉及学号 团支委会日期 团员大会日期 团员应到 团员实到
    团员赞成 党支部 党支委会日期 党员大会日期 党员应到 党员实到 党员赞成 公示开始 公示结束`,
  references: { 组织编号: 'decidingOrg', 涉及学号: 'student', 党支部: 'partyBranch' },
  key: '事项编号',
});
