import rule from '../../shared/rules/development/DEV-20-admission-before-leaving.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const admitted = (on: string | null, leavesOn: string | null) =>
  aSchool('2026-06-15').record('周八', '接收', { 接收预备党员日期: on }).set('花名册', '周八', { 离校日期: leavesOn });
const finding = (on: string, leavesOn: string, latest: string) => ({
  at: ['发展台账', '周八', '接收预备党员日期'] as const,
  subject: ['41922006'],
  message: `周八（41922006）接收预备党员日期为“${on}”，离校日期为“${leavesOn}”；离校前三个月内一般不办理接收手续，一般应当不晚于 ${latest}。`,
});

ruleTest(rule, {
  passes: {
    'three months before': admitted('2026-03-30', '2026-06-30'),
    'clamped to the end of the month': admitted('2026-02-28', '2026-05-31'),
    'after leaving': admitted('2026-07-01', '2026-06-30'),
    'no 离校日期': admitted('2026-06-01', null),
    '离校日期 cannot be read': admitted('2026-06-01', '夏天'),
    'not admitted': admitted(null, '2026-06-30'),
    '接收预备党员日期 cannot be read': admitted('春天', '2026-06-30'),
  },
  fails: {
    'a day less': given(admitted('2026-03-31', '2026-06-30')).finds({
      ...finding('2026-03-31', '2026-06-30', '2026-03-30'),
      advice:
        '请核对接收预备党员日期和“花名册”的离校日期，改正填错的一处；确有特殊情况的，请在备注中写明并报上级党委。',
      basis: '《中国共产党发展党员工作细则》（2014年）第十九条',
    }),
    'a day after the clamped one': given(admitted('2026-03-01', '2026-05-31')).finds(
      finding('2026-03-01', '2026-05-31', '2026-02-28'),
    ),
    'on the day of leaving': given(admitted('2026-05-12', '2026-05-12')).finds({
      ...finding('2026-05-12', '2026-05-12', '2026-02-12'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十八条',
    }),
  },
  notChecked: { 'without 发展台账': aSchool().withoutTab('发展台账') },
});
