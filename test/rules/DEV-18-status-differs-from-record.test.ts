import rule from '../../shared/rules/development/DEV-18-status-differs-from-record.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const STEPS = [
  ['确定积极分子日期', '2022-03-10', '入党积极分子'],
  ['确定发展对象日期', '2023-04-10', '发展对象'],
  ['接收预备党员日期', '2023-07-10', '预备党员'],
  ['转正日期', '2024-07-10', '正式党员'],
] as const;
/** A record up to a stage (0 = an application alone, 4 = 转正), and what 花名册 says. */
const reached = (stage: number, status: string | null, more = {}) =>
  anApplicant({ ...Object.fromEntries(STEPS.slice(0, stage).map(([step, on]) => [step, on])), ...more }).set(
    '花名册',
    '周八',
    { 政治面貌: status },
  );

const found = (status: string, stage: 1 | 2 | 3 | 4) => {
  const [step, on, expected] = STEPS[stage - 1] as (typeof STEPS)[number];
  return {
    at: '花名册!G7',
    subject: ['41922006'],
    message: `周八（41922006）在花名册中的政治面貌为“${status}”，而发展台账的${step}为“${on}”；应当是“${expected}”。`,
  };
};

ruleTest(rule, {
  passes: {
    入党积极分子: reached(1, '入党积极分子'),
    发展对象: reached(2, '发展对象'),
    预备党员: reached(3, '预备党员'),
    正式党员: reached(4, '正式党员'),
    'an application reaches no stage': reached(0, '群众'),
    '审批 and 宣誓 reach no stage': reached(3, '预备党员', { 接收审批日期: '2023-08-10', 宣誓日期: '2023-09-10' }),
    '政治面貌 blank (DAT-03 says so)': reached(3, null),
    '政治面貌 unreadable': reached(3, '民主党派'),
    'a later stage unreadable': reached(2, '共青团员', { 接收预备党员日期: '2023-13-10' }),
    'no record: 张三 is 正式党员': anApplicant({}),
    'development ended on the as-of day': reached(3, '共青团员', { 培养终止日期: '2026-03-15' }),
    'end of development unreadable': reached(3, '共青团员', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 确定积极分子日期: '2022-03-10' }),
  },
  fails: {
    '共青团员, though 积极分子': given(reached(1, '共青团员')).finds({
      ...found('共青团员', 1),
      advice: '请把花名册中的政治面貌改为“入党积极分子”；如果发展台账的日期填错了，请改正日期。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）',
    }),
    '入党积极分子, though 发展对象': given(reached(2, '入党积极分子')).finds(found('入党积极分子', 2)),
    '发展对象, though 预备党员': given(reached(3, '发展对象')).finds(found('发展对象', 3)),
    '预备党员, though 正式党员': given(reached(4, '预备党员')).finds(found('预备党员', 4)),
    'ahead of the record': given(reached(2, '正式党员')).finds(found('正式党员', 2)),
    'an earlier stage unreadable: the last one decides': given(
      reached(3, '共青团员', { 确定发展对象日期: '2023-13-10' }),
    ).finds(found('共青团员', 3)),
    'development ends only the day after the as-of day': given(
      reached(3, '共青团员', { 培养终止日期: '2026-03-16' }),
    ).finds(found('共青团员', 3)),
    'the record stands in another college: the place is the own 花名册': given(
      anApplicant({})
        .college('JX')
        .add('发展台账', { 学号: '41922004', 姓名: '赵六', 确定积极分子日期: '2024-03-10' })
        .college('JSJ'),
    ).finds({
      at: '花名册!G5',
      subject: ['41922004'],
      college: 'JSJ',
      message:
        '赵六（41922004）在花名册中的政治面貌为“共青团员”，而发展台账的确定积极分子日期为“2024-03-10”；应当是“入党积极分子”。',
    }),
  },
  notChecked: {
    'without 发展台账': anApplicant({}).withoutTab('发展台账'),
    'without the heading 政治面貌': anApplicant({}).withoutHeading('花名册', '政治面貌'),
  },
});
