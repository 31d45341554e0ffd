import rule from '../../shared/rules/organization/ORG-16-mixed-joint-branch.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A joint branch P2 (row 5) that covers these classes of 2024 (from row 6 on). */
const joint = (ids: readonly string[], cells = {}): TestSchool =>
  ids.reduce(
    (school, id) => school.org('班级', id, { 年级: 2024 }),
    aSchool().org('党支部', 'P2', {
      组织名称: '电信2024级联合党支部',
      设置方式: '年级联合',
      所辖班级: ids.join('、'),
      ...cells,
    }),
  );
const FIVE = ['D1', 'D2', 'D3', 'D4', 'D5'];
const found = (faults: string, max = 5) => ({
  at: '组织!G5',
  subject: ['P2'],
  message: `年级联合党支部电信2024级联合党支部（P2）所辖班级的${faults}；应当是同一年级、同一培养层次，且不超过 ${max} 个班级。`,
});

ruleTest(rule, {
  passes: {
    'five classes of one year and level': joint(FIVE),
    'a branch by class may cover what it likes': joint([...FIVE, 'D6'], { 设置方式: '班级' }),
    'an unreadable 设置方式': joint([...FIVE, 'D6'], { 设置方式: '联合' }),
    'a sixth class that does not exist': joint(FIVE, { 所辖班级: 'D1、D2、D3、D4、D5、C9' }),
    'a sixth class that is dissolved': joint([...FIVE, 'D6']).set('组织', 'D6', { 状态: '撤销' }),
    'an unreadable 年级 differs from none': joint(['D1', 'D2']).set('组织', 'D2', { 年级: '二四' }),
    'six classes by 联合支部班级上限': joint([...FIVE, 'D6']).parameter('jointBranchClassMax', 6),
  },
  fails: {
    'two years': given(joint(['D1', 'D2']).set('组织', 'D2', { 年级: 2023 })).finds({
      ...found('年级有 2023、2024'),
      advice: '请核对“所辖班级”；确实不是一个年级或班级过多的，分设党支部。',
    }),
    'two levels': given(joint(['D1', 'D2']).set('组织', 'D2', { 培养层次: '硕士生' })).finds(
      found('培养层次有本科生、硕士生'),
    ),
    'six classes': given(joint([...FIVE, 'D6'])).finds(found('共 6 个班级')),
    'two classes by 联合支部班级上限': given(joint(['D1', 'D2']).parameter('jointBranchClassMax', 1)).finds(
      found('共 2 个班级', 1),
    ),
    'everything at once is one finding': given(
      joint([...FIVE, 'D6']).set('组织', 'D6', { 年级: 2023, 培养层次: '博士生' }),
    ).finds(found('年级有 2023、2024，培养层次有本科生、博士生，共 6 个班级')),
  },
  notChecked: { 'without 组织': aSchool().withoutTab('组织') },
});
