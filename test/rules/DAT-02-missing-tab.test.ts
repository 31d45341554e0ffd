import rule from '../../shared/rules/data/DAT-02-missing-tab.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const required = (tab: string) => ({
  at: tab,
  subject: [tab],
  severity: '错误',
  message: `台账里没有“${tab}”表；这张表必须有。`,
});
const optional = (tab: string) => ({
  at: tab,
  subject: [tab],
  severity: '提示',
  message: `台账里没有“${tab}”表；与它有关的内容没有检查。`,
});

ruleTest(rule, {
  passes: {
    'an empty tab is there': aSchool().drop('发展台账', '吴九'),
    'faults of headings and cells': aSchool().withoutHeading('荣誉', '级别').set('花名册', '张三', { 姓名: null }),
  },
  fails: {
    'without a required tab: an error': given(aSchool().withoutTab('任职')).finds({
      ...required('任职'),
      advice: '请按模板新建名为“任职”的工作表；已有但用了别的名称的，请改成这个名称。',
    }),
    'without an optional tab: a hint': given(aSchool().withoutTab('荣誉')).finds(optional('荣誉')),
    'the other required tabs': given(aSchool().withoutTab('组织').withoutTab('花名册').withoutTab('活动台账')).finds(
      required('组织'),
      required('花名册'),
      required('活动台账'),
    ),
    'the other optional tabs': given(
      aSchool().withoutTab('发展台账').withoutTab('工作计划').withoutTab('议事决策').withoutTab('承诺考评'),
    ).finds(optional('发展台账'), optional('工作计划'), optional('议事决策'), optional('承诺考评')),
  },
});
