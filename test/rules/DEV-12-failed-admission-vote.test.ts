import rule from '../../shared/rules/development/DEV-12-failed-admission-vote.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

type Count = number | string | null;

const admission = (expected: Count, present: Count, inFavor: Count, on: string | null = '2025-06-10', asOf?: string) =>
  anApplicant({ 接收预备党员日期: on, 接收应到: expected, 接收实到: present, 接收赞成: inFavor }, asOf);
const confirmation = (expected: Count, present: Count, inFavor: Count, on: string | null = '2025-12-10') =>
  anApplicant({ 转正日期: on, 转正应到: expected, 转正实到: present, 转正赞成: inFavor });

const found = (column: string, which: '接收' | '转正', counts: string, ...short: readonly string[]) => ({
  at: `发展台账!${column}3`,
  subject: ['41922006', which],
  message: `周八（41922006）的${which}大会：${counts}；${short.map((one) => `${which}${one}应当超过应到人数的一半`).join('，')}。`,
});

ruleTest(rule, {
  passes: {
    'more than half of an even number': admission(20, 11, 11),
    'more than half of an odd number': admission(21, 11, 11),
    'of those in favor some may be absent': admission(20, 11, 12),
    'no assembly yet': admission(20, 1, 1, null),
    'assembly unreadable': admission(20, 1, 1, '2025-13-10'),
    'all numbers blank': admission(null, null, null),
    '应到 blank: nothing to compare with': admission(null, 1, 1),
    '应到 unreadable': admission('二十', 1, 1),
    'enough present, 赞成 blank': admission(20, 11, null),
    'enough in favor, 实到 blank': admission(20, null, 11),
    '实到 unreadable, enough in favor': admission(20, '多数', 11),
    'full membership with more than half': confirmation(20, 11, 11),
    'full membership, no assembly yet': confirmation(20, 1, 1, null),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2025-06-10', 接收应到: 20, 接收实到: 1, 接收赞成: 1 }),
  },
  fails: {
    'half present': given(admission(20, 10, 20)).finds({
      ...found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成 20 人', '实到'),
      advice: '请核对接收应到、接收实到和接收赞成，填错的改正；确实没有达到的，请重新召开接收大会表决。',
    }),
    'less than half of an odd number present': given(admission(21, 10, 11)).finds(
      found('S', '接收', '接收应到 21 人，接收实到 10 人，接收赞成 11 人', '实到'),
    ),
    'half in favor, counted of 应到 and not of 实到': given(admission(20, 12, 10)).finds(
      found('T', '接收', '接收应到 20 人，接收实到 12 人，接收赞成 10 人', '赞成'),
    ),
    'both too few: one finding, at 实到': given(admission(20, 10, 9)).finds(
      found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成 9 人', '实到', '赞成'),
    ),
    'half present, 赞成 blank': given(admission(20, 10, null)).finds(
      found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成没有填', '实到'),
    ),
    'half in favor, 实到 unreadable': given(admission(20, '多数', 10)).finds(
      found('T', '接收', '接收应到 20 人，接收赞成 10 人', '赞成'),
    ),
    'nobody was entitled to vote': given(admission(0, 0, 0)).finds(
      found('S', '接收', '接收应到 0 人，接收实到 0 人，接收赞成 0 人', '实到', '赞成'),
    ),
    'full membership: half present': given(confirmation(20, 10, 20)).finds(
      found('Z', '转正', '转正应到 20 人，转正实到 10 人，转正赞成 20 人', '实到'),
    ),
    'full membership: half in favor': given(confirmation(20, 12, 10)).finds(
      found('AA', '转正', '转正应到 20 人，转正实到 12 人，转正赞成 10 人', '赞成'),
    ),
    'both assemblies fail: two findings': given(
      admission(20, 10, 20).set('发展台账', '周八', {
        转正日期: '2026-06-10',
        转正应到: 20,
        转正实到: 20,
        转正赞成: 10,
      }),
    ).finds(
      found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成 20 人', '实到'),
      found('AA', '转正', '转正应到 20 人，转正实到 20 人，转正赞成 10 人', '赞成'),
    ),
    'an assembly on the last day of the 2014 edition': given(admission(20, 10, 20, '2026-05-10', '2026-06-01')).finds({
      ...found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成 20 人', '实到'),
      basis: '《中国共产党发展党员工作细则》（2014年）第二十条、第二十一条、第三十三条',
    }),
    'an assembly on the first day of the 2026 edition': given(admission(20, 10, 20, '2026-05-11', '2026-06-01')).finds({
      ...found('S', '接收', '接收应到 20 人，接收实到 10 人，接收赞成 20 人', '实到'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十九条、第二十条、第三十二条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
