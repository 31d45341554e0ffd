import rule from '../../shared/rules/organization/ORG-10-no-party-member-in-class-office.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** The three party members of C1 hold no class post. */
const nobody = aSchool().drop('任职', ['L1', '组织委员']).drop('任职', ['L1', '宣传委员']);

ruleTest(rule, {
  passes: {
    'one party member holds a post under the 团支部': nobody.holds('张三', 'L1', '组织委员'),
    'a party member with an unreadable 身份 holds a post': nobody.holds('张三', 'L1', '组织委员', { 身份: '外聘' }),
    'a 预备党员 holds a post': nobody.set('花名册', '周八', { 政治面貌: '预备党员' }),
    'a class without party members': aSchool().org('班级', 'C2').student('郑十', { 班级: 'C2' }),
    'the party members have left': aSchool()
      .org('班级', 'C2')
      .students(2, { 班级: 'C2', 政治面貌: '正式党员', 状态: '毕业' }),
  },
  fails: {
    'three party members, none of them in office': given(nobody).finds({
      at: '组织!A4',
      subject: ['C1'],
      message: '电信2201班（C1）有党员 3 人，没有一人担任班团职务；鼓励学生党员在团支部、班委会中担任委员。',
      advice: '请在换届时鼓励党员参选；已经担任的，请在“任职”中登记。',
      severity: '提示',
    }),
    'the only post ended on the as-of day': given(
      nobody.holds('张三', 'L1', '组织委员', { 离任日期: '2025-10-15' }),
    ).finds({
      at: '组织!A4',
      subject: ['C1'],
      message: '电信2201班（C1）有党员 3 人，没有一人担任班团职务；鼓励学生党员在团支部、班委会中担任委员。',
    }),
    'a teacher in office whose 工号 is the 学号 of a party member': given(
      nobody.holds('张三', 'L1', '组织委员', { 身份: '教师' }),
    ).finds({
      at: '组织!A4',
      subject: ['C1'],
      message: '电信2201班（C1）有党员 3 人，没有一人担任班团职务；鼓励学生党员在团支部、班委会中担任委员。',
    }),
    'one 预备党员 in another class': given(
      aSchool().org('班级', 'C2').student('郑十', { 班级: 'C2', 政治面貌: '预备党员' }),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      message: 'C2班级（C2）有党员 1 人，没有一人担任班团职务；鼓励学生党员在团支部、班委会中担任委员。',
    }),
  },
  notChecked: {
    'without 任职': aSchool().withoutTab('任职'),
    'without 花名册': aSchool().withoutTab('花名册'),
  },
});
