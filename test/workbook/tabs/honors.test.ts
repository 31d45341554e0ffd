import { tabTest } from '../../support/tab-test.ts';

tabTest('honors', {
  columns: '组织编号* 荣誉名称* 级别* 获得日期* 同一事项 佐证材料',
  references: { 组织编号: 'organization' },
  key: '组织编号 荣誉名称 级别 获得日期',
});
