import rule from '../../shared/rules/settings/CFG-02-activity-type-without-points.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const finding = (type: string, times = 1) => ({
  at: '积分规则',
  subject: [type],
  college: null,
  message: `本学年活动台账里有 ${times} 次${type}，积分规则里没有一个项目给这类活动计分；各项活动都应当有一定的积分权重。`,
});
const without = (...items: readonly string[]) => DEFAULT_SCHEME.filter(({ id }) => !items.includes(id));
const item = (id: string, basis: string) => [{ ...DEFAULT_SCHEME.find((one) => one.id === id)!, basis: [basis] }];

ruleTest(rule, {
  passes: {
    'the faultless school under the default scheme': aSchool('2026-07-15'),
    'of another year': aSchool().activity('党小组会', 'P1', { 活动日期: '2025-08-31' }),
    'a day that cannot be read': aSchool().activity('党小组会', 'P1', { 活动日期: '去年' }),
    'a type that cannot be read': aSchool().activity('党小组', 'P1'),
    'of a 撤销 host': aSchool().org('党支部', 'P2', { 状态: '撤销' }).activity('党小组会', 'P2'),
    'a 指标 of every year counts two types': aSchool('2026-07-15').scheme(without('P-B1')),
    '指导率 counts 主题团日': aSchool('2025-09-30')
      .dropAll('活动台账', '主题党日')
      .scheme([...without('L-B1', 'K-B1', 'F-B1'), ...item('L-D1', '指导率')]),
  },
  fails: {
    'a type that nothing names': given(aSchool().activity('党小组会', 'P1').activity('党小组会', 'P1')).finds({
      ...finding('党小组会', 2),
      advice:
        '请在“积分规则”给党小组会加一个项目，或写进已有项目的依据；确定不计分的，请在考核参数“停用规则”里加上 CFG-02。',
    }),
    'in two colleges, counted together': given(
      aSchool().activity('党小组会', 'P1').college('JX').activity('党小组会', 'JX-P1', { 活动日期: '2025-09-01' }),
    ).finds(finding('党小组会', 2)),
    'a type whose item has been taken out': given(aSchool('2025-09-20').scheme(without('L-B2', 'F-B1'))).finds(
      finding('团课'),
    ),
    'a type whose 指标 has been taken out': given(aSchool('2025-09-08').scheme(without('K-A1'))).finds(finding('班会')),
    'a 扣分 or 荣誉 that names it does not count': given(
      aSchool('2025-09-08').scheme([...without('K-A1'), ...item('X-1', '班会'), ...item('H-1', '班会')]),
    ).finds(finding('班会')),
    'a 指标 counts its own type only': given(
      aSchool('2025-09-08').scheme([...without('K-A1'), ...item('L-D1', '指导率')]),
    ).finds(finding('班会')),
  },
});
