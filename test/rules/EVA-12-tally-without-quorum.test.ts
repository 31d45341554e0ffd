import rule from '../../shared/rules/evaluation/EVA-12-tally-without-quorum.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const tally = (cells = {}) => aSchool('2026-07-15').set('述责测评', ['张三', '党内'], cells);
const finding = (expected: number, present: number, quorum = '1/2') => ({
  at: ['述责测评', ['张三', '党内'], '实到人数'] as const,
  subject: ['41922001', '2025-2026', '党内'],
  message: `张三（41922001） 2025-2026 学年党内述责测评应到 ${expected} 人，实到 ${present} 人；实到人数应当不少于应到人数的 ${quorum}。`,
});

ruleTest(rule, {
  passes: {
    'exactly half': tally({ 应到人数: 16 }),
    'nobody was expected': tally({ 应到人数: 0, 实到人数: 0 }),
    '应到人数 is blank': tally({ 应到人数: null }),
    '实到人数 is blank': tally({ 实到人数: null }),
    '实到人数 cannot be read': tally({ 实到人数: '八人多' }),
    '范围 cannot be read': tally({ 应到人数: 17, 范围: '全体' }),
    'two thirds, where they are asked for': tally({ 应到人数: 12 }).parameter('tallyQuorum', {
      numerator: 2,
      denominator: 3,
    }),
  },
  fails: {
    'one less than half': given(tally({ 应到人数: 17 })).finds({
      ...finding(17, 8),
      advice: '请核对应到人数和实到人数，填错的改正；到会确实不足的，请重新组织测评。',
    }),
    'less than two thirds, where they are asked for': given(
      tally({ 应到人数: 13 }).parameter('tallyQuorum', { numerator: 2, denominator: 3 }),
    ).finds(finding(13, 8, '2/3')),
    'in a row of another year': given(tally({ 应到人数: 17, 学年: '2024-2025' })).finds({
      ...finding(17, 8),
      subject: ['41922001', '2024-2025', '党内'],
      message: finding(17, 8).message.replace('2025-2026', '2024-2025'),
    }),
  },
  notChecked: { 'without 述责测评': aSchool('2026-07-15').withoutTab('述责测评') },
});
