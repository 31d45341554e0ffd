import rule from '../../shared/rules/mechanism/MEC-10-plan-item-with-other-activity.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const item = (school: TestSchool, cells: Typed = {}) =>
  school.add('计划事项', {
    组织编号: 'L1',
    事项: '志愿服务',
    活动类型: '志愿服务',
    完成期限: '2026-05-20',
    对应活动编号: 'V1',
    ...cells,
  });
const activity = (host: string, type: string, cells: Typed = {}) =>
  aSchool().activity(type, host, { 活动编号: 'V1', 活动日期: '2025-10-01', 活动主题: '敬老', ...cells });
const subject = ['L1', '2025-2026', '志愿服务'];
const at = ['计划事项', 'V1', '对应活动编号'] as const;

ruleTest(rule, {
  passes: {
    'hosted, of the type': item(activity('L1', '志愿服务')),
    'joined, of the type': item(activity('P1', '志愿服务', { 联合组织: 'L1' })),
    'the item gives no type': item(activity('L1', '社会实践'), { 活动类型: null }),
    'no 对应活动编号': item(activity('P1', '社会实践'), { 对应活动编号: null }),
    'one that refers to nothing': item(activity('P1', '社会实践'), { 对应活动编号: 'V9' }),
    'the host cannot be read': item(activity('P9', '志愿服务')),
    'an unreadable item of 联合组织 may be it': item(activity('P1', '志愿服务', { 联合组织: 'L9' })),
    'the type of the activity cannot be read': item(activity('L1', '志愿')),
    'the type of the item cannot be read': item(activity('L1', '志愿服务'), { 活动类型: '志愿' }),
    'an item of another year': item(activity('P1', '社会实践'), { 学年: '2024-2025' }),
    'of two activities of one number one fits': item(
      activity('P1', '社会实践').activity('志愿服务', 'L1', { 活动编号: 'V1', 活动日期: '2025-10-02' }),
    ),
  },
  fails: {
    'neither hosted nor joined': given(item(activity('P1', '志愿服务'))).finds({
      at,
      subject,
      message:
        '电信2201团支部的计划事项“志愿服务”对应活动编号为“V1”，是电信2201党支部 2025-10-01 的志愿服务“敬老”；应当是电信2201团支部主办或参加的活动。',
      advice: '请核对对应活动编号并改正；活动台账填错的，请改正那一行的主办组织、联合组织或活动类型。',
    }),
    'of another type': given(item(activity('L1', '社会实践'))).finds({
      at,
      subject,
      message:
        '电信2201团支部的计划事项“志愿服务”对应活动编号为“V1”，是电信2201团支部 2025-10-01 的社会实践“敬老”；应当是志愿服务。',
    }),
    'of its class': given(item(activity('C1', '志愿服务'))).finds({
      at,
      subject,
      message:
        '电信2201团支部的计划事项“志愿服务”对应活动编号为“V1”，是电信2201班 2025-10-01 的志愿服务“敬老”；应当是电信2201团支部主办或参加的活动。',
    }),
  },
  notChecked: { 'without 计划事项': aSchool().withoutTab('计划事项') },
});
