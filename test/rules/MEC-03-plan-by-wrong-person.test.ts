import rule from '../../shared/rules/mechanism/MEC-03-plan-by-wrong-person.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const school = aSchool('2025-10-15');
const byWang = school.set('工作计划', 'P1', { 制定人学号: school.idOf('王五') });
/** 王五 becomes 书记 of P1, in place of 张三. */
const newSecretary = (from: string) =>
  byWang.set('任职', ['P1', '书记'], { 离任日期: from }).holds('王五', 'P1', '书记', { 任职日期: from });
const partyFinding = {
  at: '工作计划!C2',
  subject: ['P1', '2025-2026'],
  message:
    '电信2201党支部（P1）的 2025-2026 学年工作计划制定人是王五（41922003），提交当天（2025-09-20）不是书记；应当由当时的书记制定。',
} as const;
const leagueFinding = {
  at: '工作计划!C3',
  subject: ['L1', '2025-2026'],
  message:
    '电信2201团支部（L1）的 2025-2026 学年工作计划制定人是赵六（41922004），提交当天（2025-09-20）不是团支部书记；应当由当时的团支部书记制定。',
} as const;

ruleTest(rule, {
  passes: {
    'the 书记 and the 团支部书记 made their plans': school,
    'the 书记 took office on 提交日期': newSecretary('2025-09-20'),
    'the 书记 has left since': school
      .set('任职', ['P1', '书记'], { 离任日期: '2025-09-21' })
      .holds('王五', 'P1', '书记', { 任职日期: '2025-09-21' }),
    'the 书记 has left the university since': school.set('花名册', '41922001', {
      状态: '毕业',
      离校日期: '2025-10-01',
    }),
    'the 团支部书记 is recorded under the class': school.set('任职', ['L1', '团支部书记'], { 组织编号: 'C1' }),
    'the 团支部书记 is recorded under a class that is 撤销 by now': school
      .org('班级', 'C2', { 状态: '撤销' })
      .set('组织', 'L1', { 所辖班级: 'C1、C2' })
      .set('任职', ['L1', '团支部书记'], { 组织编号: 'C2' }),
    'a copied plan with another 制定人: DAT-06 says that it is one too many': school.add('工作计划', {
      组织编号: 'P1',
      制定人学号: '41922003',
    }),
    'the 书记 is a 教师': school
      .set('任职', ['P1', '书记'], { 学号: 'T01', 姓名: '刘老师', 身份: '教师' })
      .set('工作计划', 'P1', { 制定人学号: 'T01' }),
    'the plan of another year': byWang.set('工作计划', 'P1', { 学年: '2024-2025' }),
    'a functional organization': school
      .org('功能型党组织', 'F1')
      .add('工作计划', { 组织编号: 'F1', 制定人学号: '41922003' }),
    '提交日期 on the as-of day, by the 书记': school.set('工作计划', 'P1', { 提交日期: '2025-10-15' }),
    'a 提交日期 that has not come is not judged': byWang.set('工作计划', 'P1', { 提交日期: '2025-10-16' }),
    'an unreadable 提交日期 is not judged': byWang.set('工作计划', 'P1', { 提交日期: '九月' }),
    'a blank 提交日期 is not judged': byWang.set('工作计划', 'P1', { 提交日期: null }),
    'an unknown 制定人 is not judged': school.set('工作计划', 'P1', { 制定人学号: '99999999' }),
    'a blank 制定人 is not judged': school.set('工作计划', 'P1', { 制定人学号: null }),
    'a 团支部 with an unreadable item in 所辖班级 is not judged': school
      .drop('任职', ['L1', '团支部书记'])
      .set('组织', 3, { 所辖班级: 'C1、C99' }),
    'the branch is 撤销': byWang.set('组织', 2, { 状态: '撤销' }),
  },
  fails: {
    'somebody else made the plan of the 党支部': given(byWang).finds({
      ...partyFinding,
      advice: '请核对“制定人学号”和“任职”中书记的任职日期、离任日期，改正填错的一处。',
    }),
    'somebody else made the plan of the 团支部': given(school.drop('任职', ['L1', '团支部书记'])).finds(leagueFinding),
    'the 书记 took office the day after 提交日期': given(newSecretary('2025-09-21')).finds(partyFinding),
    'the 书记 left on 提交日期': given(school.set('任职', ['P1', '书记'], { 离任日期: '2025-09-20' })).finds({
      ...partyFinding,
      message: partyFinding.message.replace('王五（41922003）', '张三（41922001）'),
    }),
    'the 书记 of another branch': given(byWang.org('党支部', 'P2').holds('王五', 'P2', '书记')).finds(partyFinding),
    'a 副书记': given(byWang.holds('王五', 'P1', '副书记')).finds(partyFinding),
    'a 团支部书记 recorded under a class that the 团支部 does not cover': given(
      school.org('班级', 'C2').set('任职', ['L1', '团支部书记'], { 组织编号: 'C2' }),
    ).finds(leagueFinding),
    'a tenure with an unreadable date counts for nothing': given(
      school.set('任职', ['L1', '团支部书记'], { 任职日期: '去年' }),
    ).finds(leagueFinding),
    'a 党支部 with an unreadable item in 所辖班级 is judged': given(
      byWang.set('组织', 2, { 所辖班级: 'C1、C99' }),
    ).finds(partyFinding),
    'on the as-of day': given(byWang.set('工作计划', 'P1', { 提交日期: '2025-10-15' })).finds({
      ...partyFinding,
      message: partyFinding.message.replace('2025-09-20', '2025-10-15'),
    }),
  },
  notChecked: {
    'without 任职': school.withoutTab('任职'),
    'without 工作计划': school.withoutTab('工作计划'),
  },
});
