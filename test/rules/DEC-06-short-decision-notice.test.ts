import rule from '../../shared/rules/decision/DEC-06-short-decision-notice.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 2025-09-11 is a Thursday. */
const decision = (from: Typed[string], to: Typed[string], kind = '评奖评优', cells: Typed = {}) =>
  aSchool()
    .decision(kind, ['周八'], { 事项名称: '校级三好学生', 公示开始: from, 公示结束: to, ...cells })
    .parameter('checkNotices', true);
const finding = (heading: string, words: string, kind = '评奖评优') => ({
  at: ['议事决策', 'SX-01', heading] as const,
  subject: ['SX-01'],
  message: `电信2201团支部的${kind}“校级三好学生”（SX-01）的${words}。`,
});
const DUE = '应当公示不少于 5 个工作日（首尾两天都算）';

ruleTest(rule, {
  passes: {
    'five working days, both ends counted': decision('2025-09-11', '2025-09-17'),
    'the school does not check notices': decision(null, null).parameter('checkNotices', false),
    '班团事务 needs no notice': decision(null, null, '班团事务'),
    '公示开始 cannot be read': decision('九月', '2025-09-12'),
    '公示结束 cannot be read': decision('2025-09-11', '九月'),
    'fewer days where the school asks for fewer': decision('2025-09-11', '2025-09-12').parameter('noticeWorkdays', 2),
    'a weekend that was worked': decision('2025-09-11', '2025-09-16').parameter('workedDays', [45913]),
    'before the audited year': decision(null, null, '评奖评优', {
      团支委会日期: '2025-06-01',
      团员大会日期: '2025-06-02',
      党支委会日期: null,
      党员大会日期: null,
    }),
  },
  fails: {
    'no notice': given(decision(null, null)).finds({
      ...finding('公示开始', `公示开始和公示结束都没有填；${DUE}`),
      advice: '请补填公示开始和公示结束。',
      basis: '学校《考核参数》“公示检查”“公示工作日”',
    }),
    'no 公示结束': given(decision('2025-09-11', null)).finds(
      finding('公示结束', `公示从“2025-09-11”开始，公示结束没有填；${DUE}`),
    ),
    'four working days': given(decision('2025-09-12', '2025-09-17')).finds({
      ...finding(
        '公示结束',
        `公示从“2025-09-12”到“2025-09-17”，只有 4 个工作日；${DUE}。没有填法定节假日和调休上班，工作日为暂算`,
      ),
      advice: '请核对公示开始和公示结束，改正填错的一处；确属不足的，请重新公示后填写。',
    }),
    'a holiday in between, so nothing is provisional': given(
      decision('2025-09-11', '2025-09-17').parameter('freeDays', [45915]),
    ).finds(finding('公示结束', `公示从“2025-09-11”到“2025-09-17”，只有 4 个工作日；${DUE}`)),
    'a 人员推荐': given(decision(null, null, '人员推荐')).finds(
      finding('公示开始', `公示开始和公示结束都没有填；${DUE}`, '人员推荐'),
    ),
    'a 推优入党': given(decision(null, null, '推优入党')).finds(
      finding('公示开始', `公示开始和公示结束都没有填；${DUE}`, '推优入党'),
    ),
  },
});
