import rule from '../../shared/rules/organization/ORG-03-party-branch-post-vacant.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** P1 with as many 正式党员 as said; it has a 书记 and a 青年委员. */
const withMembers = (count: number) => aSchool().students(count - 3, { 政治面貌: '正式党员' });
const vacant = (post: string, severity: string) => ({
  at: '组织!A2',
  subject: ['P1', post],
  severity,
  message: `电信2201党支部（P1）没有在任的${post}；应当有一名。`,
});

ruleTest(rule, {
  passes: {
    'six 正式党员 need no committee': withMembers(6),
    'seven with all of the committee': withMembers(7)
      .holds('张三', 'P1', '组织委员')
      .holds('张三', 'P1', '宣传委员')
      .holds('张三', 'P1', '纪检委员'),
    'a 书记 whose 学号 is in no 花名册': aSchool().set('任职', ['P1', '书记'], { 学号: '99' }),
    'a teacher as 书记': aSchool().set('任职', ['P1', '书记'], { 学号: 'T1', 姓名: '教师', 身份: '教师' }),
    'the 书记 leaves the day after': aSchool().set('任职', ['P1', '书记'], { 离任日期: '2025-10-16' }),
    'a 书记 from the as-of day on': aSchool().set('任职', ['P1', '书记'], { 任职日期: '2025-10-15' }),
    'a dissolved branch': aSchool().set('组织', 'P1', { 状态: '撤销' }),
    'a 党课学习小组 without posts': aSchool().org('党课学习小组', 'X1'),
  },
  fails: {
    'without 书记: an error': given(aSchool().drop('任职', ['P1', '书记'])).finds({
      ...vacant('书记', '错误'),
      advice: '请在“任职”中登记在任的书记；还没有的，请尽快选举或指定。',
    }),
    'without 青年委员: a hint': given(aSchool().drop('任职', ['P1', '青年委员'])).finds(vacant('青年委员', '提示')),
    'seven 正式党员 without a committee: a warning each': given(withMembers(7)).finds(
      vacant('宣传委员', '警告'),
      vacant('纪检委员', '警告'),
      vacant('组织委员', '警告'),
    ),
    'six 正式党员 and a 预备党员 are not seven': given(
      withMembers(6).students(1, { 政治面貌: '预备党员' }).drop('任职', ['P1', '青年委员']),
    ).finds(vacant('青年委员', '提示')),
    'the 书记 left on the as-of day': given(aSchool().set('任职', ['P1', '书记'], { 离任日期: '2025-10-15' })).finds(
      vacant('书记', '错误'),
    ),
    'a 书记 from tomorrow on': given(aSchool().set('任职', ['P1', '书记'], { 任职日期: '2025-10-16' })).finds(
      vacant('书记', '错误'),
    ),
    'an unreadable 任职日期 counts for nothing': given(
      aSchool().set('任职', ['P1', '书记'], { 任职日期: '上学期' }),
    ).finds(vacant('书记', '错误')),
    'the 书记 is not 在读': given(aSchool().set('花名册', '张三', { 状态: '休学' })).finds(vacant('书记', '错误')),
    'a 副书记 is no 书记': given(aSchool().set('任职', ['P1', '书记'], { 职务: '副书记' })).finds(
      vacant('书记', '错误'),
    ),
  },
  notChecked: {
    'without 任职': aSchool().withoutTab('任职'),
    'without 任职日期': aSchool().withoutHeading('任职', '任职日期'),
    'without 政治面貌': aSchool().withoutHeading('花名册', '政治面貌'),
  },
});
