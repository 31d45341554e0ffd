import rule from '../../shared/rules/organization/ORG-05-monitor-not-deputy-league-secretary.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 孙七 (row 6) is 班长 alone. */
const monitorOnly = aSchool().set('任职', '孙七', { 职务: '班长' });
const notDeputy = (at: string, id = '41922005', person = '孙七（41922005）') => ({
  at,
  subject: ['C1', id],
  message: `电信2201班（C1）的班长${person}不是本班的团支部副书记；班长应当兼任团支部副书记。`,
});

ruleTest(rule, {
  passes: {
    'one cell means both posts': aSchool(),
    'two rows, one under the 团支部': monitorOnly.holds('孙七', 'L1', '团支部副书记'),
    'nobody is 班长': aSchool().drop('任职', '孙七'),
    'the 班长 is in no 花名册': monitorOnly.set('任职', '孙七', { 学号: '99' }),
    'an unreadable 身份 may be a teacher': monitorOnly.set('任职', '孙七', { 身份: '外聘' }),
    'a teacher as 班长': monitorOnly.set('任职', '孙七', { 身份: '教师' }),
    'the 班长 has left office': monitorOnly.set('任职', '孙七', { 离任日期: '2025-10-15' }),
    'an unreadable 离任日期': monitorOnly.set('任职', '孙七', { 离任日期: '下学期' }),
  },
  fails: {
    '班长 alone': given(monitorOnly).finds({
      ...notDeputy('任职!B6'),
      advice: '请把职务改成“班长（兼团支部副书记）”，或另加一行登记团支部副书记。',
    }),
    '班长 recorded under the 团支部': given(monitorOnly.set('任职', '孙七', { 组织编号: 'L1' })).finds(
      notDeputy('任职!B6'),
    ),
    'somebody else is 团支部副书记': given(monitorOnly.holds('周八', 'L1', '团支部副书记')).finds(notDeputy('任职!B6')),
    '团支部副书记 of another class': given(monitorOnly.org('班级', 'C2').holds('孙七', 'C2', '团支部副书记')).finds(
      notDeputy('任职!B6'),
    ),
    'no longer 团支部副书记': given(monitorOnly.holds('孙七', 'L1', '团支部副书记', { 离任日期: '2025-10-15' })).finds(
      notDeputy('任职!B6'),
    ),
    'two 班长, one of them in order': given(aSchool().holds('周八', 'C1', '班长')).finds(
      notDeputy('任职!B14', '41922006', '周八（41922006）'),
    ),
  },
  notChecked: {
    'without 任职': aSchool().withoutTab('任职'),
    'without 花名册': aSchool().withoutTab('花名册'),
  },
});
