import rule from '../../shared/rules/organization/ORG-04-class-committee-post-vacant.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const vacant = (post: string, severity: string) => ({
  at: '组织!A4',
  subject: ['C1', post],
  severity,
  message: `电信2201班（C1）的班团委员会没有在任的${post}；应当有一名。`,
});

ruleTest(rule, {
  passes: {
    'all ten posts, some under the 团支部': aSchool(),
    '团支书 in short': aSchool().set('任职', 4, { 职务: '团支书' }),
    'a 团支部书记 recorded under the class': aSchool().set('任职', ['L1', '团支部书记'], { 组织编号: 'C1' }),
    'a dissolved class': aSchool().set('组织', 'C1', { 状态: '撤销' }),
    'an organization whose 状态 is unreadable': aSchool().dropAll('任职', 'C1').set('组织', 'C1', { 状态: '在' }),
  },
  fails: {
    'without 体育委员: a warning': given(aSchool().drop('任职', ['C1', '体育委员'])).finds({
      ...vacant('体育委员', '警告'),
      advice: '请在“任职”中登记在任的体育委员（记在班级或其团支部名下都可以）；还没有的，请尽快选出。',
    }),
    'without 团支部书记 and 班长: errors': given(
      aSchool().drop('任职', ['L1', '团支部书记']).drop('任职', '孙七'),
    ).finds(vacant('团支部书记', '错误'), vacant('班长', '错误')),
    'a 团支部副书记 is none of the ten': given(aSchool().set('任职', '孙七', { 职务: '团支部副书记' })).finds(
      vacant('班长', '错误'),
    ),
    'the holder has left the university': given(aSchool().set('花名册', '孙七', { 状态: '退学' })).finds(
      vacant('班长', '错误'),
    ),
    'posts of a 团支部 that does not cover the class': given(aSchool().set('组织', 'L1', { 所辖班级: null })).finds(
      vacant('团支部书记', '错误'),
      vacant('宣传委员', '警告'),
      vacant('组织委员', '警告'),
    ),
    'all ten of a new class': given(aSchool().org('班级', 'C2', { 组织名称: '电信2202班' })).finds(
      ...['团支部书记', '班长'].map((post) => ({
        at: '组织!A5',
        subject: ['C2', post],
        severity: '错误',
        message: `电信2202班（C2）的班团委员会没有在任的${post}；应当有一名。`,
      })),
      ...['体育', '学习', '安全(心理)', '实践(就业)', '宣传', '文艺', '生活', '组织'].map((post) => ({
        at: '组织!A5',
        subject: ['C2', `${post}委员`],
        severity: '警告',
        message: `电信2202班（C2）的班团委员会没有在任的${post}委员；应当有一名。`,
      })),
    ),
  },
  notChecked: { 'without 任职': aSchool().withoutTab('任职') },
});
