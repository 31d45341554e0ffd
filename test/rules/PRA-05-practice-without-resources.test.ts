import rule from '../../shared/rules/practice/PRA-05-practice-without-resources.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const practice = (type: string, cells: Typed = {}) =>
  aSchool().activity(type, 'C1', { 活动日期: '2025-10-10', 活动主题: '实地调研', 经费: null, 场地: null, ...cells });
const finding = (type: string, on = '2025-10-10') => ({
  at: ['活动台账', '实地调研', '活动主题'] as const,
  subject: [on, 'C1', type, '实地调研'],
  message: `电信2201班 ${on} 的${type}“实地调研”既没有填经费，也没有填场地；实践活动应当有经费或场地保障。`,
});

ruleTest(rule, {
  passes: {
    场地: practice('社会实践', { 场地: '怀柔' }),
    经费: practice('社会实践', { 经费: 800 }),
    '经费 0 is given': practice('社会实践', { 经费: 0 }),
    'an 经费 that cannot be read': practice('社会实践', { 经费: '约八百' }),
    'an error cell in 场地': practice('社会实践', { 场地: { error: '#REF!' } }),
    'types that are not asked': practice('科技服务').activity('创新创业', 'C1', { 活动日期: '2025-10-10', 场地: null }),
    'before the audited year': practice('社会实践', { 活动日期: '2025-08-31' }),
    'a date that cannot be read': practice('社会实践', { 活动日期: '昨天' }),
  },
  fails: {
    'a 社会实践 with neither': given(practice('社会实践')).finds({
      ...finding('社会实践'),
      advice: '请填写经费（单位：元，没有花费填 0）或场地。',
    }),
    'a 助学零距离': given(practice('助学零距离')).finds(finding('助学零距离')),
    'a 红色1+1': given(practice('红色1+1')).finds(finding('红色1+1')),
    'a 基层立项': given(practice('基层立项')).finds(finding('基层立项')),
    'a 志愿服务': given(practice('志愿服务')).finds(finding('志愿服务')),
    'a dash is blank in an optional column': given(practice('社会实践', { 经费: '-', 场地: '无' })).finds(
      finding('社会实践'),
    ),
    'the first day of the audited year': given(practice('社会实践', { 活动日期: '2025-09-01' })).finds(
      finding('社会实践', '2025-09-01'),
    ),
  },
});
