import rule from '../../shared/rules/organization/ORG-07-two-holders-of-one-post.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const C1 = '电信2201班（C1）';
const twoOf = (organization: string, post: string, holders: string) =>
  `${organization}同时有 2 名在任的${post}：${holders}；应当只有一名。`;

ruleTest(rule, {
  passes: {
    'the predecessor left on the day the successor came': aSchool()
      .set('任职', '孙七', { 离任日期: '2025-10-01' })
      .holds('周八', 'C1', '班长', { 任职日期: '2025-10-01' }),
    'the same person in two rows, under the class and under the 团支部': aSchool().holds('赵六', 'C1', '团支部书记'),
    'two 副书记, two 体育委员': aSchool()
      .holds('王五', 'P1', '副书记')
      .holds('李四', 'P1', '副书记')
      .holds('赵六', 'C1', '体育委员'),
    'two 团支部副书记': aSchool().holds('周八', 'L1', '团支部副书记'),
    'two classes have a 班长 each': aSchool().org('班级', 'C2').holds('周八', 'C2', '班长'),
    'a second 班长 whose 学号 is in no 花名册': aSchool().holds('周八', 'C1', '班长', { 学号: '99' }),
    'a second 班长 who is not 在读': aSchool().set('花名册', '周八', { 状态: '休学' }).holds('周八', 'C1', '班长'),
    'two 书记 of a 党课学习小组': aSchool()
      .org('党课学习小组', 'X1')
      .holds('周八', 'X1', '书记')
      .holds('吴九', 'X1', '书记'),
  },
  fails: {
    'two 班长: the later row': given(aSchool().holds('周八', 'C1', '班长')).finds({
      at: '任职!B14',
      subject: ['C1', '班长'],
      message: twoOf(C1, '班长', '孙七（41922005）、周八（41922006）'),
      advice: '请给已经不担任班长的人填写离任日期，填错职务的改正职务。',
      basis: '通行做法：一个职务由一人担任',
    }),
    'two 书记': given(aSchool().holds('王五', 'P1', '书记')).finds({
      at: '任职!B14',
      subject: ['P1', '书记'],
      message: twoOf('电信2201党支部（P1）', '书记', '张三（41922001）、王五（41922003）'),
    }),
    'a teacher and a student as 书记': given(
      aSchool().holds('辅导员', 'P1', '书记', { 学号: 'T1', 身份: '教师' }),
    ).finds({
      at: '任职!B14',
      subject: ['P1', '书记'],
      message: twoOf('电信2201党支部（P1）', '书记', '张三（41922001）、T1'),
    }),
    'two 团支部书记, one under the 团支部 and one under the class': given(
      aSchool().holds('周八', 'C1', '团支部书记'),
    ).finds({
      at: '任职!B14',
      subject: ['C1', '团支部书记'],
      message: twoOf(C1, '团支部书记', '赵六（41922004）、周八（41922006）'),
    }),
    'two 团支部书记, both under the 团支部: the committee is called by its class': given(
      aSchool().holds('周八', 'L1', '团支部书记'),
    ).finds({
      at: '任职!B14',
      subject: ['C1', '团支部书记'],
      message: twoOf(C1, '团支部书记', '赵六（41922004）、周八（41922006）'),
    }),
    'three 班长: the last row of all': given(aSchool().holds('周八', 'C1', '班长').holds('吴九', 'C1', '班长')).finds({
      at: '任职!B15',
      subject: ['C1', '班长'],
      message: `${C1}同时有 3 名在任的班长：孙七（41922005）、周八（41922006）、吴九（41922007）；应当只有一名。`,
    }),
    'a 团支部 that covers no class': given(
      aSchool().org('团支部', 'L2').holds('周八', 'L2', '团支部书记').holds('吴九', 'L2', '团支部书记'),
    ).finds({
      at: '任职!B15',
      subject: ['L2', '团支部书记'],
      message: twoOf('L2团支部（L2）', '团支部书记', '周八（41922006）、吴九（41922007）'),
    }),
    'the later row stands in another college': given(
      aSchool().college('JX').holds('周八', 'C1', '班长', { 学号: '41922006' }),
    ).finds({
      at: '任职!B14',
      college: 'JX',
      subject: ['C1', '班长'],
      message: twoOf(C1, '班长', '孙七（41922005）、周八（41922006）'),
    }),
  },
  notChecked: {
    'without 任职': aSchool().withoutTab('任职'),
    'without 花名册': aSchool().withoutTab('花名册'),
  },
});
