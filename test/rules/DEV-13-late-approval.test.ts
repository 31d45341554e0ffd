import rule from '../../shared/rules/development/DEV-13-late-approval.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Admitted on 20 May 2025: to be approved by 20 August, at the very latest by 20 November. */
const admitted = (approvedOn: string | null, asOf?: string, more = {}) =>
  anApplicant({ 接收预备党员日期: '2025-05-20', 接收审批日期: approvedOn, ...more }, asOf);
/** Confirmed on 30 November 2025: by the last of February, at the very latest by 30 May 2026. */
const confirmed = (approvedOn: string | null, asOf?: string) =>
  anApplicant({ 转正日期: '2025-11-30', 转正审批日期: approvedOn }, asOf);

const ADMISSION = {
  column: 'U',
  which: '接收审批',
  approval: '接收审批日期',
  assembly: '接收预备党员日期为“2025-05-20”',
};
const CONFIRMATION = { column: 'AB', which: '转正审批', approval: '转正审批日期', assembly: '转正日期为“2025-11-30”' };

const found = (
  severity: '警告' | '错误',
  { column, which, approval, assembly }: typeof ADMISSION,
  approvedOn: string | null,
  [due, latest]: readonly [string, string],
) => ({
  at: `发展台账!${column}3`,
  subject: ['41922006', which],
  severity,
  message: `周八（41922006）${assembly}，${approval}${approvedOn ? `为“${approvedOn}”` : '还没有填'}；应当在三个月内审批，不晚于 ${due}，特殊情况也不得晚于 ${latest}。`,
});
const ADMISSION_DUE = ['2025-08-20', '2025-11-20'] as const;
const CONFIRMATION_DUE = ['2026-02-28', '2026-05-30'] as const;

ruleTest(rule, {
  passes: {
    'approved three months later to the day': admitted('2025-08-20'),
    'not yet approved, on the last day for it': anApplicant(
      { 接收预备党员日期: '2025-07-20', 接收审批日期: null },
      '2025-10-20',
    ),
    'full membership approved on the last of February': confirmed('2026-02-28'),
    'full membership not yet approved, on the last of February': confirmed(null, '2026-02-28'),
    'no assembly yet': admitted(null, '2026-03-15', { 接收预备党员日期: null }),
    'assembly unreadable': admitted(null, '2026-03-15', { 接收预备党员日期: '2025-13-20' }),
    'approval unreadable': admitted('2025-13-20'),
    'development ended on the as-of day': admitted(null, '2026-03-15', { 培养终止日期: '2026-03-15' }),
    'end of development unreadable': admitted(null, '2026-03-15', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2025-05-20' }),
  },
  fails: {
    'approved a day after three months': given(admitted('2025-08-21')).finds({
      ...found('警告', ADMISSION, '2025-08-21', ADMISSION_DUE),
      advice: '请核对接收审批日期，填错的改正；确属逾期的，请在备注中写明原因。',
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    'approved six months later to the day': given(admitted('2025-11-20')).finds(
      found('警告', ADMISSION, '2025-11-20', ADMISSION_DUE),
    ),
    'approved a day after six months': given(admitted('2025-11-21')).finds(
      found('错误', ADMISSION, '2025-11-21', ADMISSION_DUE),
    ),
    'not approved a day after three months': given(
      anApplicant({ 接收预备党员日期: '2025-07-20', 接收审批日期: null }, '2025-10-21'),
    ).finds({
      ...found('警告', { ...ADMISSION, assembly: '接收预备党员日期为“2025-07-20”' }, null, [
        '2025-10-20',
        '2026-01-20',
      ]),
      advice: '请填写接收审批日期；还没有审批的，请尽快报请上级党委审批后填写。',
    }),
    'not approved after six months to the day': given(admitted(null, '2025-11-20')).finds(
      found('警告', ADMISSION, null, ADMISSION_DUE),
    ),
    'not approved a day after six months': given(admitted(null, '2025-11-21')).finds(
      found('错误', ADMISSION, null, ADMISSION_DUE),
    ),
    'full membership approved on 1 March': given(confirmed('2026-03-01')).finds(
      found('警告', CONFIRMATION, '2026-03-01', CONFIRMATION_DUE),
    ),
    'full membership not approved a day after six months': given(confirmed(null, '2026-05-31')).finds({
      ...found('错误', CONFIRMATION, null, CONFIRMATION_DUE),
      advice: '请填写转正审批日期；还没有审批的，请尽快报请上级党委审批后填写。',
    }),
    'both late: two findings': given(
      admitted('2025-08-21').set('发展台账', '周八', { 转正日期: '2025-11-30', 转正审批日期: '2026-03-01' }),
    ).finds(
      found('警告', ADMISSION, '2025-08-21', ADMISSION_DUE),
      found('警告', CONFIRMATION, '2026-03-01', CONFIRMATION_DUE),
    ),
    'an assembly on the first day of the 2026 edition': given(
      anApplicant({ 接收预备党员日期: '2026-05-11', 接收审批日期: null }, '2026-08-12'),
    ).finds({
      ...found('警告', { ...ADMISSION, assembly: '接收预备党员日期为“2026-05-11”' }, null, [
        '2026-08-11',
        '2026-11-11',
      ]),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第二十五条、第三十三条',
    }),
    'development ends only the day after the as-of day': given(
      admitted(null, '2026-03-15', { 培养终止日期: '2026-03-16' }),
    ).finds(found('错误', ADMISSION, null, ADMISSION_DUE)),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
