import rule from '../../shared/rules/organization/ORG-09-officer-from-another-class.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** With a class C2 and 郑十 (41922008) in it. */
const withOther = aSchool().org('班级', 'C2', { 组织名称: '电信2202班' }).student('郑十', { 班级: 'C2' });
const outsider = (post: string) =>
  `电信2201班（C1）的${post}郑十（41922008）是电信2202班（C2）的学生；班团职务应当由本班学生担任。`;

ruleTest(rule, {
  passes: {
    'everybody is of the class': aSchool(),
    'a 团支部 that covers both classes': withOther
      .set('组织', 'L1', { 所辖班级: 'C1、C2' })
      .holds('郑十', 'L1', '组织委员'),
    'a post in a 党支部': withOther.holds('郑十', 'P1', '组织委员'),
    'a teacher': aSchool().holds('班主任', 'C1', '班长', { 学号: 'T1', 身份: '教师' }),
    'an unreadable 身份 may be a teacher': withOther.holds('郑十', 'C1', '体育委员', { 身份: '外聘' }),
    'a teacher whose 工号 is the 学号 of a student': withOther.holds('郑十', 'C1', '体育委员', { 身份: '教师' }),
    'a blank 班级': aSchool().set('花名册', '周八', { 班级: null }),
    'a holder who is in no 花名册': aSchool().set('任职', '孙七', { 学号: '99' }),
    'the post has ended': withOther.holds('郑十', 'C1', '体育委员', { 离任日期: '2025-10-15' }),
    'an unreadable 班级': aSchool().set('花名册', '周八', { 班级: 'C9' }),
    'an unreadable item in 所辖班级 of the 团支部': withOther
      .set('组织', 'L1', { 所辖班级: 'C1、C9' })
      .holds('郑十', 'L1', '组织委员'),
  },
  fails: {
    'a post of the class': given(withOther.holds('郑十', 'C1', '体育委员')).finds({
      at: '任职!B14',
      subject: ['C1', '体育委员', '41922008'],
      message: outsider('体育委员'),
      advice: '请核对组织编号和学号，改正填错的一处；确实不是本班学生的，填写离任日期，改由本班学生担任。',
    }),
    'a post of the 团支部 that covers the class': given(withOther.holds('郑十', 'L1', '组织委员')).finds({
      at: '任职!B14',
      subject: ['C1', '组织委员', '41922008'],
      message: outsider('组织委员'),
    }),
    'an unreadable item in another list changes nothing': given(
      withOther.org('团支部', 'L2', { 所辖班级: 'C9' }).holds('郑十', 'L1', '组织委员'),
    ).finds({ at: '任职!B14', subject: ['C1', '组织委员', '41922008'], message: outsider('组织委员') }),
    'a post of a class, whatever stands in its own 所辖班级, which nobody reads': given(
      withOther.set('组织', 'C1', { 所辖班级: 'C9' }).holds('郑十', 'C1', '体育委员'),
    ).finds({ at: '任职!B14', subject: ['C1', '体育委员', '41922008'], message: outsider('体育委员') }),
    'a cell of two posts': given(withOther.holds('郑十', 'C1', '班长（兼团支部副书记）')).finds(
      { at: '任职!B14', subject: ['C1', '团支部副书记', '41922008'], message: outsider('团支部副书记') },
      { at: '任职!B14', subject: ['C1', '班长', '41922008'], message: outsider('班长') },
    ),
    'a student of another college': given(
      aSchool().college('JX').college('JSJ').holds('赵六', 'C1', '体育委员', { 学号: 'JX-41922004' }),
    ).finds({
      at: '任职!B14',
      subject: ['C1', '体育委员', 'JX-41922004'],
      message: '电信2201班（C1）的体育委员赵六（JX-41922004）是电信2201班（JX-C1）的学生；班团职务应当由本班学生担任。',
    }),
  },
  notChecked: { 'without 花名册': aSchool().withoutTab('花名册') },
});
