import rule from '../../shared/rules/organization/ORG-08-unqualified-office-holder.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const P1 = '电信2201党支部（P1）';

ruleTest(rule, {
  passes: {
    '正式党员 in the 党支部': aSchool(),
    'a teacher, of whom nothing is known': aSchool().holds('辅导员', 'P1', '副书记', { 学号: 'T1', 身份: '教师' }),
    'an unreadable 身份 may be a teacher': aSchool().holds('周八', 'P1', '副书记', { 身份: '外聘' }),
    'a teacher whose 工号 is the 学号 of a student': aSchool().holds('周八', 'P1', '副书记', { 身份: '教师' }),
    'a holder who is in no 花名册': aSchool().set('任职', ['P1', '书记'], { 学号: '99' }),
    'a 群众 as 体育委员': aSchool().set('花名册', '周八', { 政治面貌: '群众' }),
    'an unreadable 政治面貌': aSchool().set('花名册', '张三', { 政治面貌: '党' }),
    'a blank 政治面貌': aSchool().set('花名册', '张三', { 政治面貌: null }),
    'the post has ended': aSchool().holds('周八', 'P1', '组织委员', { 离任日期: '2025-10-15' }),
    'a 入党积极分子 in a 党课学习小组 or a 功能型党组织': aSchool()
      .org('党课学习小组', 'X1')
      .org('功能型党组织', 'F1')
      .holds('吴九', 'X1', '书记')
      .holds('吴九', 'F1', '书记'),
  },
  fails: {
    'a 预备党员 in the 党支部': given(aSchool().set('花名册', '李四', { 政治面貌: '预备党员' })).finds({
      at: '任职!B3',
      subject: ['P1', '青年委员', '41922002'],
      message: `${P1}的青年委员李四（41922002）政治面貌是“预备党员”；党支部职务应当由正式党员担任。`,
      advice: '请核对花名册中的政治面貌；没有填错的，改由符合条件的人担任青年委员，并填写离任日期。',
      basis: '《中国共产党章程》；《中国共产党支部工作条例（试行）》',
    }),
    'a 共青团员 as 书记': given(aSchool().holds('周八', 'P1', '书记')).finds({
      at: '任职!B14',
      subject: ['P1', '书记', '41922006'],
      message: `${P1}的书记周八（41922006）政治面貌是“共青团员”；党支部职务应当由正式党员担任。`,
    }),
    'a 群众 as 团支部书记': given(aSchool().set('花名册', '赵六', { 政治面貌: '群众' })).finds({
      at: '任职!B4',
      subject: ['L1', '团支部书记', '41922004'],
      message: '电信2201团支部（L1）的团支部书记赵六（41922004）政治面貌是“群众”；团支部书记不应当由群众担任。',
    }),
    'a 群众 as 班长 with 团支部副书记: only the latter': given(
      aSchool().set('花名册', '孙七', { 政治面貌: '群众' }),
    ).finds({
      at: '任职!B6',
      subject: ['C1', '团支部副书记', '41922005'],
      message: '电信2201班（C1）的团支部副书记孙七（41922005）政治面貌是“群众”；团支部副书记不应当由群众担任。',
    }),
  },
  notChecked: { 'without 政治面貌': aSchool().withoutHeading('花名册', '政治面貌') },
});
