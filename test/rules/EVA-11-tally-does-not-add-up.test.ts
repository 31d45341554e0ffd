import rule from '../../shared/rules/evaluation/EVA-11-tally-does-not-add-up.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const tally = (cells = {}) => aSchool('2026-07-15').set('述责测评', ['张三', '党内'], cells);
const finding = (votes: string, sum: number) => ({
  at: ['述责测评', ['张三', '党内'], '优秀'] as const,
  subject: ['41922001', '2025-2026', '党内'],
  message: `张三（41922001） 2025-2026 学年党内述责测评：${votes}，共 ${sum} 票，实到人数为 8；票数之和应当等于实到人数。`,
});

ruleTest(rule, {
  passes: {
    'as many votes as people': tally(),
    'no votes of one grade': tally({ 优秀: 3, 基本合格: 0 }),
    'a number is blank': tally({ 优秀: null }),
    'another number is blank': tally({ 合格: null }),
    'a third number is blank': tally({ 基本合格: null }),
    'the last number is blank': tally({ 不合格: null }),
    'a number cannot be read': tally({ 优秀: '两票' }),
    '实到人数 is blank': tally({ 实到人数: null }),
    '范围 cannot be read': tally({ 优秀: 3, 范围: '全体' }),
    'nobody in 花名册': tally({ 优秀: 3, 学号: '41920000' }),
    '学年 cannot be read': tally({ 优秀: 3, 学年: '今年' }),
  },
  fails: {
    'one vote too many': given(tally({ 优秀: 3 })).finds({
      ...finding('优秀 3 票、合格 5 票、基本合格 1 票、不合格 0 票', 9),
      advice: '请按计票记录核对四档票数和实到人数，改正填错的一处。',
    }),
    'one vote too few': given(tally({ 合格: 4 })).finds(finding('优秀 2 票、合格 4 票、基本合格 1 票、不合格 0 票', 7)),
    'in another grade': given(tally({ 基本合格: 2 })).finds(
      finding('优秀 2 票、合格 5 票、基本合格 2 票、不合格 0 票', 9),
    ),
    'in the last': given(tally({ 不合格: 1 })).finds(finding('优秀 2 票、合格 5 票、基本合格 1 票、不合格 1 票', 9)),
    'in a row of another year': given(tally({ 不合格: 1, 学年: '2024-2025' })).finds({
      ...finding('优秀 2 票、合格 5 票、基本合格 1 票、不合格 1 票', 9),
      subject: ['41922001', '2024-2025', '党内'],
      message:
        '张三（41922001） 2024-2025 学年党内述责测评：优秀 2 票、合格 5 票、基本合格 1 票、不合格 1 票，共 9 票，实到人数为 8；票数之和应当等于实到人数。',
    }),
  },
  notChecked: { 'without 述责测评': aSchool('2026-07-15').withoutTab('述责测评') },
});
