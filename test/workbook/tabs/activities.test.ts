import { tabTest } from '../../support/tab-test.ts';

tabTest('activities', {
  columns: `活动编号 活动日期*(时间,日期) 主办组织* 活动类型* 活动主题*(主题,活动名称) 联合组织(协办组织)
    指导党支部 参加对象 应到人数 实到人数 结合项目 经费 场地(地点) 佐证材料(佐证,材料链接)`,
  references: { 主办组织: 'organization', 联合组织: 'organization', 指导党支部: 'partyBranch' },
  key: '活动编号',
});
