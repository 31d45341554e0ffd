import rule from '../../shared/rules/data/DAT-13-counts-out-of-order.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const activity = (expected: number | string | null, present: number | null) =>
  aSchool().activity('班会', 'C1', { 活动编号: 'A1', 应到人数: expected, 实到人数: present });
const decision = (cells: Readonly<Record<string, number | null>>) => aSchool().decision('评奖评优', ['周八'], cells);
const words = (row: string, part: string, count: number, whole: string, limit: number) =>
  `${row}的${part}为 ${count} 人，${whole}为 ${limit} 人；${part}应当不多于${whole}。`;

ruleTest(rule, {
  passes: {
    'all came, all in favor': decision({ 团员应到: 4, 团员实到: 4, 团员赞成: 4 }),
    'all came to the activity': activity(20, 20),
    'one of the two is blank': activity(null, 21),
    'one of the two is unreadable': activity('二十', 21),
    '赞成 is compared with 实到 only': decision({ 团员应到: 3, 团员实到: null, 团员赞成: 4 }),
  },
  fails: {
    'one more than 应到 came': given(activity(20, 21)).finds({
      at: ['活动台账', 'A1', '实到人数'],
      subject: ['活动台账', 'A1', '实到人数'],
      message: words('“活动台账”第 12 行', '实到人数', 21, '应到人数', 20),
      advice: '请核对应到人数和实到人数，改正填错的一处。',
    }),
    'one more in favor than came': given(decision({ 团员应到: 4, 团员实到: 3, 团员赞成: 4 })).finds({
      at: ['议事决策', 2, '团员赞成'],
      subject: ['议事决策', 'SX-01', '团员赞成'],
      message: words('“议事决策”第 2 行', '团员赞成', 4, '团员实到', 3),
    }),
    'both, in the Party assembly': given(decision({ 党员应到: 1, 党员实到: 2, 党员赞成: 3 })).finds(
      {
        at: ['议事决策', 2, '党员实到'],
        subject: ['议事决策', 'SX-01', '党员实到'],
        message: words('“议事决策”第 2 行', '党员实到', 2, '党员应到', 1),
      },
      {
        at: ['议事决策', 2, '党员赞成'],
        subject: ['议事决策', 'SX-01', '党员赞成'],
        message: words('“议事决策”第 2 行', '党员赞成', 3, '党员实到', 2),
      },
    ),
    'admission and full membership': given(aSchool().record('周八', '转正', { 接收实到: 4, 转正赞成: 4 })).finds(
      {
        at: ['发展台账', '周八', '接收实到'],
        subject: ['发展台账', '41922006', '接收实到'],
        message: words('“发展台账”第 3 行周八（41922006）', '接收实到', 4, '接收应到', 3),
      },
      {
        at: ['发展台账', '周八', '转正赞成'],
        subject: ['发展台账', '41922006', '转正赞成'],
        message: words('“发展台账”第 3 行周八（41922006）', '转正赞成', 4, '转正实到', 3),
      },
    ),
  },
});
