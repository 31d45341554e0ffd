import rule from '../../shared/rules/organization/ORG-06-second-class-post.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 张三 is 书记 of P1, 王五 an ordinary member of it and 宣传委员 of the class. */
const zhang = (count: number, posts: string) =>
  `张三（41922001）是党支部成员，却同时担任班团职务 ${count} 项：${posts}；最多一项（班长兼团支部副书记算一项）。`;

ruleTest(rule, {
  passes: {
    'one class post beside the branch post': aSchool().holds('张三', 'C1', '班长'),
    '班长 with 团支部副书记 counts as one': aSchool().holds('张三', 'C1', '班长（兼团支部副书记）'),
    '班长 under the class, 团支部副书记 under its 团支部': aSchool()
      .holds('张三', 'C1', '班长')
      .holds('张三', 'L1', '团支部副书记'),
    'one post recorded twice': aSchool().holds('张三', 'C1', '体育委员').holds('张三', 'L1', '体育委员'),
    'the second post ended on the as-of day': aSchool()
      .holds('张三', 'C1', '班长')
      .holds('张三', 'C1', '体育委员', { 离任日期: '2025-10-15' }),
    'the second post begins tomorrow': aSchool()
      .holds('张三', 'C1', '班长')
      .holds('张三', 'C1', '体育委员', { 任职日期: '2025-10-16' }),
    'the branch post has ended': aSchool()
      .set('任职', ['P1', '书记'], { 离任日期: '2025-10-15' })
      .holds('张三', 'C1', '班长')
      .holds('张三', 'C1', '体育委员'),
    'posts of a 党课学习小组 do not make a member': aSchool().org('党课学习小组', 'X1').holds('周八', 'X1', '书记'),
    'an ordinary member, by 支委': aSchool().holds('王五', 'C1', '体育委员'),
    'nobody in the branch, by 全体党员': aSchool().parameter('branchMembership', '全体党员'),
    'a second post with an unreadable 身份 may be a teacher of that number': aSchool()
      .holds('张三', 'C1', '班长')
      .holds('张三', 'C1', '体育委员', { 身份: '外聘' }),
    'a 书记 who is a teacher whose 工号 is the 学号 of a student': aSchool()
      .set('任职', ['P1', '书记'], { 身份: '教师' })
      .holds('张三', 'C1', '班长')
      .holds('张三', 'C1', '体育委员'),
    'a teacher': aSchool()
      .holds('辅导员', 'P1', '副书记', { 学号: 'T1', 身份: '教师' })
      .holds('辅导员', 'C1', '班长', { 学号: 'T1', 身份: '教师' })
      .holds('辅导员', 'C1', '体育委员', { 学号: 'T1', 身份: '教师' }),
  },
  fails: {
    'two class posts: the later row is the place': given(
      aSchool().holds('张三', 'C1', '班长').holds('张三', 'C1', '体育委员'),
    ).finds({
      at: '任职!B15',
      subject: ['41922001'],
      message: zhang(2, '班长、体育委员'),
      advice: '请在“体育委员”一行填写离任日期，或改由他人担任。',
      details: { name: '张三（41922001）', count: 2, posts: ['班长', '体育委员'], drop: '体育委员' },
    }),
    '班长 with 团支部副书记 and one more': given(
      aSchool().holds('张三', 'C1', '班长（兼团支部副书记）').holds('张三', 'C1', '体育委员'),
    ).finds({ at: '任职!B15', subject: ['41922001'], message: zhang(2, '班长、团支部副书记、体育委员') }),
    'the pair counts as one within one committee only': given(
      aSchool().org('班级', 'C2').holds('张三', 'C1', '班长').holds('张三', 'C2', '团支部副书记'),
    ).finds({ at: '任职!B15', subject: ['41922001'], message: zhang(2, '班长、团支部副书记') }),
    'the same post of two classes': given(
      aSchool().org('班级', 'C2').holds('张三', 'C1', '班长').holds('张三', 'C2', '班长'),
    ).finds({ at: '任职!B15', subject: ['41922001'], message: zhang(2, '班长') }),
    'three posts are one finding': given(
      aSchool().holds('张三', 'C1', '班长').holds('张三', 'C1', '体育委员').holds('张三', 'L1', '组织委员'),
    ).finds({ at: '任职!B16', subject: ['41922001'], message: zhang(3, '班长、体育委员、组织委员') }),
    'a second post in another college: the finding is where the last row is': given(
      aSchool().holds('张三', 'C1', '班长').college('JX').holds('张三', 'JX-C1', '体育委员', { 学号: '41922001' }),
    ).finds({ at: '任职!B14', college: 'JX', subject: ['41922001'], message: zhang(2, '班长、体育委员') }),
    'an ordinary member, by 全体党员': given(
      aSchool().parameter('branchMembership', '全体党员').holds('王五', 'C1', '体育委员'),
    ).finds({
      at: '任职!B14',
      subject: ['41922003'],
      message:
        '王五（41922003）是党支部成员，却同时担任班团职务 2 项：宣传委员、体育委员；最多一项（班长兼团支部副书记算一项）。',
    }),
  },
  notChecked: { 'without 任职': aSchool().withoutTab('任职') },
});
