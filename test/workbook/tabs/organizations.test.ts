import { tabTest } from '../../support/tab-test.ts';

tabTest('organizations', {
  columns: `组织编号*(编号) 组织名称*(名称) 组织类型*(类型) 设置方式 培养层次(层次) 年级(入学年份)
    所辖班级(覆盖班级) 指导党支部(所属党支部) 设立阵地(阵地) 成立日期(成立时间) 任期届满(换届日期)
    状态
    共同议事规则 负责人学号`,
  references: { 所辖班级: 'schoolClass', 指导党支部: 'partyBranch', 负责人学号: 'author' },
  key: '组织编号',
});
