import rule from '../../shared/rules/mechanism/MEC-09-overdue-plan-item.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const item = (school: TestSchool, cells: Typed = {}) =>
  school.add('计划事项', {
    组织编号: 'L1',
    事项: '秋季志愿服务',
    活动类型: '志愿服务',
    完成期限: '2025-11-20',
    ...cells,
  });
const served = (school: TestSchool, on: string, cells: Typed = {}) =>
  school.activity('志愿服务', 'L1', { 活动日期: on, ...cells });
const message =
  '电信2201团支部的计划事项“秋季志愿服务”完成期限为“2025-11-20”，还没有完成，活动台账里也没有找到对应的志愿服务；应当按期完成。';
const subject = ['L1', '2025-2026', '秋季志愿服务'];
const at = ['计划事项', '秋季志愿服务', '完成期限'] as const;

ruleTest(rule, {
  passes: {
    'no item': aSchool('2026-07-15'),
    'on the last day': item(aSchool('2025-11-20')),
    已完成: item(aSchool('2025-11-21'), { 完成情况: '已完成' }),
    已取消: item(aSchool('2025-11-21'), { 完成情况: '已取消' }),
    'sixty days before': served(item(aSchool('2025-11-21')), '2025-09-21'),
    'thirty days after': served(item(aSchool('2025-12-25')), '2025-12-20'),
    'an activity that it joined': item(aSchool('2025-11-21')).activity('志愿服务', 'P1', {
      活动日期: '2025-11-01',
      联合组织: 'L1',
    }),
    'the named activity, of whatever day': served(item(aSchool('2026-05-01'), { 对应活动编号: 'V1' }), '2026-04-30', {
      活动编号: 'V1',
    }),
    'the named activity, without 活动类型': served(
      item(aSchool('2026-05-01'), { 对应活动编号: 'V1', 活动类型: null }),
      '2026-04-30',
      { 活动编号: 'V1' },
    ),
    'a tab without 完成情况': item(aSchool('2025-11-21')).withoutHeading('计划事项', '完成情况'),
    'a tab without 活动类型': item(aSchool('2025-11-21')).withoutHeading('计划事项', '活动类型'),
    'a tab without 对应活动编号': item(aSchool('2025-11-21')).withoutHeading('计划事项', '对应活动编号'),
    'an item of another year': item(aSchool('2025-11-21'), { 学年: '2024-2025' }),
    'a 完成期限 that cannot be read': item(aSchool('2025-11-21'), { 完成期限: '年底' }),
    'a 完成情况 that cannot be read': item(aSchool('2025-11-21'), { 完成情况: '快了' }),
    'an 活动类型 that cannot be read': item(aSchool('2025-11-21'), { 活动类型: '志愿' }),
    'a 对应活动编号 that refers to nothing': item(aSchool('2025-11-21'), { 对应活动编号: 'V9' }),
    'two items, two activities': served(
      served(item(item(aSchool('2025-12-25')), { 事项: '冬季志愿服务', 完成期限: '2025-12-20' }), '2025-11-01'),
      '2025-11-02',
    ),
    'an item that another activity is named for leaves the found one': served(
      served(
        item(item(aSchool('2025-12-25'), { 对应活动编号: 'V1' }), { 事项: '冬季志愿服务', 完成期限: '2025-12-20' }),
        '2025-11-01',
        { 活动编号: 'V1' },
      ),
      '2025-11-02',
    ),
    'the earliest activity is taken, so that a later one is left for the next': served(
      served(item(item(aSchool('2026-02-01')), { 事项: '冬季志愿服务', 完成期限: '2026-01-20' }), '2025-12-20'),
      '2025-10-01',
    ),
    'an item of another organization takes nothing away': served(
      item(item(aSchool('2025-11-21')), { 组织编号: 'P1' }),
      '2025-11-01',
      { 联合组织: 'P1' },
    ),
  },
  fails: {
    'the day after': given(item(aSchool('2025-11-21'))).finds({
      at,
      subject,
      message,
      advice:
        '已经完成的，请填写对应活动编号，或把完成情况改为“已完成”；不再做的改为“已取消”并写明原因；还要做的，请尽快完成。',
    }),
    进行中: given(item(aSchool('2025-11-21'), { 完成情况: '进行中' })).finds({ at, subject, message }),
    'sixty-one days before': given(served(item(aSchool('2025-11-21')), '2025-09-20')).finds({ at, subject, message }),
    'thirty-one days after': given(served(item(aSchool('2025-12-25')), '2025-12-21')).finds({ at, subject, message }),
    'after the as-of day': given(served(item(aSchool('2025-11-25')), '2025-11-26')).finds({ at, subject, message }),
    'of another type': given(item(aSchool('2025-11-21')).activity('社会实践', 'L1', { 活动日期: '2025-11-01' })).finds({
      at,
      subject,
      message,
    }),
    'an activity of its class is not its own': given(
      item(aSchool('2025-11-21')).activity('志愿服务', 'C1', { 活动日期: '2025-11-01' }),
    ).finds({ at, subject, message }),
    'without 活动类型 nothing is looked for': given(
      served(item(aSchool('2025-11-21'), { 活动类型: null }), '2025-11-01'),
    ).finds({
      at,
      subject,
      message:
        '电信2201团支部的计划事项“秋季志愿服务”完成期限为“2025-11-20”，还没有完成，活动台账里也没有找到对应的活动；应当按期完成。',
    }),
    'one activity serves the item that is due first': given(
      served(item(item(aSchool('2025-12-25'), { 事项: '冬季志愿服务', 完成期限: '2025-12-20' })), '2025-11-01'),
    ).finds({
      at: ['计划事项', '冬季志愿服务', '完成期限'],
      subject: ['L1', '2025-2026', '冬季志愿服务'],
      message: message.replace('秋季', '冬季').replace('2025-11-20', '2025-12-20'),
    }),
    'of two that are due on one day the upper one': given(
      served(item(item(aSchool('2025-12-25')), { 事项: '重阳志愿服务' }), '2025-11-01'),
    ).finds({
      at: ['计划事项', '重阳志愿服务', '完成期限'],
      subject: ['L1', '2025-2026', '重阳志愿服务'],
      message: message.replace('秋季', '重阳'),
    }),
    'an item that is 已完成 takes its activity too': given(
      served(
        item(item(aSchool('2025-12-25'), { 完成情况: '已完成' }), { 事项: '冬季志愿服务', 完成期限: '2025-12-20' }),
        '2025-11-01',
      ),
    ).finds({
      at: ['计划事项', '冬季志愿服务', '完成期限'],
      subject: ['L1', '2025-2026', '冬季志愿服务'],
      message: message.replace('秋季', '冬季').replace('2025-11-20', '2025-12-20'),
    }),
    'the activity is named by a later item': given(
      served(
        item(item(aSchool('2025-12-25')), { 事项: '冬季志愿服务', 完成期限: '2025-12-20', 对应活动编号: 'V1' }),
        '2025-11-01',
        { 活动编号: 'V1' },
      ),
    ).finds({ at, subject, message }),
    'the named activity is not its own, and none is found': given(
      item(aSchool('2025-11-21'), { 对应活动编号: 'V1' }).activity('志愿服务', 'P1', {
        活动编号: 'V1',
        活动日期: '2025-11-01',
      }),
    ).finds({ at, subject, message }),
  },
  notChecked: {
    'without 计划事项': aSchool().withoutTab('计划事项'),
    'without 活动台账': aSchool().withoutTab('活动台账'),
  },
});
