import rule from '../../shared/rules/practice/PRA-01-study-help-without-class.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A 助学零距离 of P1 with C1, combined with 班团学风建设, changed in some cells. */
const help = (cells: Typed = {}, school = aSchool()) =>
  school.activity('助学零距离', 'P1', {
    活动日期: '2025-10-10',
    活动主题: '高数辅导',
    联合组织: 'C1',
    结合项目: '班团学风建设',
    ...cells,
  });
const subject = ['2025-10-10', 'P1', '助学零距离', '高数辅导'];
const notCombined = (on: string, at: string) => ({
  at: ['活动台账', '高数辅导', at] as const,
  subject: [on, 'P1', '助学零距离', '高数辅导'],
  message: `电信2201党支部 ${on} 的助学零距离“高数辅导”没有填结合项目；应当与班团学风建设相结合。`,
});

ruleTest(rule, {
  passes: {
    'combined with 班团学风建设 and joined by a class': help(),
    'joined by a 团支部': help({ 联合组织: 'L1' }),
    'other combinations and organizations besides': help({
      结合项目: '社会实践、班团学风建设',
      联合组织: 'P2、C1',
    }).org('党支部', 'P2'),
    'another type of activity without either': help({ 活动类型: '党课', 结合项目: null, 联合组织: null }),
    'the day before the audited year': help({ 活动日期: '2025-08-31', 结合项目: null }),
    'the day after the audited year': help({ 活动日期: '2026-09-01', 结合项目: null }),
    'a date that cannot be read': help({ 活动日期: '2025年13月', 结合项目: null }),
    'no date': help({ 活动日期: null, 结合项目: null }),
    'a type that cannot be read': help({ 活动类型: '助学', 结合项目: null }),
    'an unreadable item in 结合项目 may be the one that is missing': help({ 结合项目: '社会实践、学习' }),
    'an unreadable item in 联合组织 may be the class': help({ 联合组织: 'P1、C999' }),
    'a joint organization whose 组织类型 cannot be read may be a class': help({ 联合组织: 'C2' }).org('班', 'C2'),
    'a joint organization whose 组织类型 is blank may be a class': help({ 联合组织: 'C2' })
      .org('班级', 'C2')
      .set('组织', 'C2', { 组织类型: null }),
    'a host that is 撤销': help({ 主办组织: 'P2', 结合项目: null }).org('党支部', 'P2', { 状态: '撤销' }),
  },
  fails: {
    '结合项目 is blank': given(help({ 结合项目: null })).finds({
      ...notCombined('2025-10-10', '结合项目'),
      advice: '请在“结合项目”填写“班团学风建设”。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（4）',
      college: 'JSJ',
    }),
    'combined with something else': given(help({ 结合项目: '社会实践、志愿服务' })).finds({
      at: ['活动台账', '高数辅导', '结合项目'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的助学零距离“高数辅导”结合项目是“社会实践、志愿服务”；应当与班团学风建设相结合。',
    }),
    'nobody joined: the place is 联合组织': given(help({ 联合组织: null })).finds({
      at: ['活动台账', '高数辅导', '联合组织'],
      subject,
      message: '电信2201党支部 2025-10-10 的助学零距离“高数辅导”没有填联合组织；应当有团支部或班级参加。',
      advice: '请在“联合组织”填写参加的团支部或班级的编号。',
    }),
    'joined by another 党支部 only': given(help({ 联合组织: 'P2' }).org('党支部', 'P2')).finds({
      at: ['活动台账', '高数辅导', '联合组织'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的助学零距离“高数辅导”联合组织“P2”中没有团支部或班级；应当有团支部或班级参加。',
    }),
    'a 功能型团组织 is not a 团支部': given(help({ 联合组织: 'F1' }).org('功能型团组织', 'F1')).finds({
      at: ['活动台账', '高数辅导', '联合组织'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的助学零距离“高数辅导”联合组织“F1”中没有团支部或班级；应当有团支部或班级参加。',
    }),
    'both at fault: one finding, at 结合项目': given(help({ 结合项目: null, 联合组织: null })).finds({
      at: ['活动台账', '高数辅导', '结合项目'],
      subject,
      message:
        '电信2201党支部 2025-10-10 的助学零距离“高数辅导”没有填结合项目，没有填联合组织；应当与班团学风建设相结合，并有团支部或班级参加。',
      advice: '请在“结合项目”填写“班团学风建设”，并在“联合组织”填写参加的团支部或班级的编号。',
    }),
    'nobody joined, whatever stands unreadable in 结合项目': given(help({ 结合项目: '学习', 联合组织: null })).finds({
      at: ['活动台账', '高数辅导', '联合组织'],
      subject,
      message: '电信2201党支部 2025-10-10 的助学零距离“高数辅导”没有填联合组织；应当有团支部或班级参加。',
    }),
    'the first day of the audited year': given(help({ 活动日期: '2025-09-01', 结合项目: null })).finds(
      notCombined('2025-09-01', '结合项目'),
    ),
    'the last day of the audited year, though it has not come yet': given(
      help({ 活动日期: '2026-08-31', 结合项目: null }),
    ).finds(notCombined('2026-08-31', '结合项目')),
    'an activity with 活动编号 is named by it': given(help({ 活动编号: 'HD-1', 结合项目: null })).finds({
      ...notCombined('2025-10-10', '结合项目'),
      subject: ['HD-1'],
    }),
    'without the column 结合项目 there is no letter': given(help().withoutHeading('活动台账', '结合项目')).finds({
      ...notCombined('2025-10-10', '活动主题'),
      at: '活动台账!12',
    }),
  },
  notChecked: {
    'without 活动台账': aSchool().withoutTab('活动台账'),
    'without 活动类型': help().withoutHeading('活动台账', '活动类型'),
    'without 活动日期': help().withoutHeading('活动台账', '活动日期'),
    'without 组织类型': help().withoutHeading('组织', '组织类型'),
  },
});
