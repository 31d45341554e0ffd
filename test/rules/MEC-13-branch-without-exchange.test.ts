import rule from '../../shared/rules/mechanism/MEC-13-branch-without-exchange.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const without = (day: string) => aSchool(day).dropAll('活动台账', '交流座谈');
const finding = (id: string, name: string) => ({
  at: ['组织', id, '组织编号'] as const,
  subject: [id, '2025-2026-1'],
  message: `${name}（${id}）在 2025 年 9 月至 2026 年 1 月没有主办或参加过交流座谈；应当每学期至少一次。`,
});
const both = [finding('P1', '电信2201党支部'), finding('L1', '电信2201团支部')];

ruleTest(rule, {
  passes: {
    'hosted and joined': aSchool('2026-02-01'),
    'the term has not ended': without('2026-01-31'),
    'the class of the 团支部 took part': aSchool('2026-02-01').set('活动台账', '交流座谈2025-2026-1', {
      联合组织: 'C1',
    }),
  },
  fails: {
    'the day after the term': given(without('2026-02-01')).finds(
      {
        ...both[0]!,
        advice:
          '请在“活动台账”补登 2025 年 9 月至 2026 年 1 月已经开展的交流座谈；确实没有开展的，请从现在起每学期开展并登记。',
      },
      both[1]!,
    ),
    'the 团支部 alone': given(aSchool('2026-02-01').set('活动台账', '交流座谈2025-2026-1', { 联合组织: null })).finds(
      both[1]!,
    ),
    'the 党支部 alone': given(
      aSchool('2026-02-01').set('活动台账', '交流座谈2025-2026-1', { 主办组织: 'L1', 联合组织: null }),
    ).finds(both[0]!),
  },
  notChecked: { 'without 活动台账': aSchool().withoutTab('活动台账') },
});
