import rule from '../../shared/rules/evaluation/EVA-10-missing-tally.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const without = (day: string, ...scopes: readonly string[]) =>
  scopes.reduce((school, scope) => school.drop('述责测评', ['张三', scope]), aSchool(day));
const finding = (scope: string) => ({
  at: ['花名册', '张三', '学号'] as const,
  subject: ['41922001', '2025-2026', scope],
  message: `张三（41922001）在“述责测评”中没有 2025-2026 学年${scope}范围的测评结果；应当不晚于 2026-06-30 完成。`,
});

ruleTest(rule, {
  passes: {
    'both tallies': aSchool('2026-07-15'),
    'on the last day': without('2026-06-30', '党内', '群众'),
    'a 范围 that cannot be read may be either': without('2026-07-01', '党内', '群众').add('述责测评', {
      姓名: '张三',
      范围: '全体',
    }),
    'admitted after 述诺截止': aSchool('2026-07-15').record('周八', '接收', { 接收预备党员日期: '2026-07-01' }),
    'somebody who is no member': aSchool('2026-07-15').student('郑十', { 政治面貌: '入党积极分子' }),
    'not 在读': without('2026-07-01', '党内').set('花名册', '张三', { 状态: '休学' }),
  },
  fails: {
    'the day after, 群众 is missing': given(without('2026-07-01', '群众')).finds({
      ...finding('群众'),
      advice: '请在“述责测评”登记张三（41922001）群众测评的应到、实到人数和各档票数；还没有测评的，请尽快组织。',
    }),
    'both are missing': given(without('2026-07-01', '党内', '群众')).finds(finding('党内'), finding('群众')),
    'tallies of another year': given(
      aSchool('2026-07-01').set('述责测评', ['张三', '党内'], { 学年: '2024-2025' }),
    ).finds(finding('党内')),
    'admitted on 述诺截止': given(
      aSchool('2026-07-15').record('周八', '接收', { 接收预备党员日期: '2026-06-30' }),
    ).finds(
      ...['党内', '群众'].map((scope) => ({
        at: ['花名册', '周八', '学号'] as const,
        subject: ['41922006', '2025-2026', scope],
        message: `周八（41922006）在“述责测评”中没有 2025-2026 学年${scope}范围的测评结果；应当不晚于 2026-06-30 完成。`,
      })),
    ),
  },
  notChecked: { 'without 述责测评': aSchool('2026-07-15').withoutTab('述责测评') },
});
