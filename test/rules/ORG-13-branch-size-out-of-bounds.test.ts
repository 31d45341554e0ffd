import rule from '../../shared/rules/organization/ORG-13-branch-size-out-of-bounds.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** P1 has three 正式党员; L1 has four League members. */
ruleTest(rule, {
  passes: {
    'three 正式党员, four League members': aSchool(),
    'three League members': aSchool().set('花名册', '周八', { 政治面貌: '群众' }),
    'fifty members of the 党支部': aSchool().students(47, { 政治面貌: '预备党员' }),
    'fifty League members': aSchool().students(46),
    'two 正式党员 are enough by 支部人数下限': aSchool()
      .set('花名册', '王五', { 党支部: null })
      .parameter('branchSizeMin', 2),
    'an unreadable item in 所辖班级: too few is not concluded': aSchool().org('团支部', 'L2', { 所辖班级: 'C9' }),
    'a class, a 党课学习小组 and functional organizations have no bounds': aSchool()
      .org('班级', 'C2')
      .org('党课学习小组', 'X1')
      .org('功能型党组织', 'F1')
      .org('功能型团组织', 'F2'),
    'a dissolved branch': aSchool().org('党支部', 'P2', { 状态: '撤销' }),
  },
  fails: {
    'two 正式党员 and a 预备党员': given(aSchool().set('花名册', '王五', { 政治面貌: '预备党员' })).finds({
      at: '组织!A2',
      subject: ['P1'],
      message: '电信2201党支部（P1）有正式党员 2 人；一般应当不少于 3 人。',
      advice: '请核对花名册；人数确实不足的，与其他班级或支部联合设置。',
      basis: '《中国共产党支部工作条例（试行）》第四条；《中国共产主义青年团支部工作条例（试行）》',
    }),
    'the members of a 党支部 do not hang on 所辖班级': given(aSchool().org('党支部', 'P2', { 所辖班级: 'C9' })).finds({
      at: '组织!A5',
      subject: ['P2'],
      message: 'P2党支部（P2）有正式党员 0 人；一般应当不少于 3 人。',
    }),
    'fifty-one members of the 党支部': given(aSchool().students(48, { 政治面貌: '预备党员' })).finds({
      at: '组织!A2',
      subject: ['P1'],
      message: '电信2201党支部（P1）有党员 51 人；一般应当不多于 50 人。',
      advice: '请核对花名册；人数确实过多的，分设支部。',
    }),
    'two League members': given(
      aSchool().set('花名册', '周八', { 政治面貌: '群众' }).set('花名册', '孙七', { 政治面貌: '群众' }),
    ).finds({
      at: '组织!A3',
      subject: ['L1'],
      message: '电信2201团支部（L1）有团员 2 人；一般应当不少于 3 人。',
    }),
    'fifty-one League members': given(aSchool().students(47)).finds({
      at: '组织!A3',
      subject: ['L1'],
      message: '电信2201团支部（L1）有团员 51 人；一般应当不多于 50 人。',
    }),
    'five League members are too many by 支部人数上限, also with an unreadable item in 所辖班级': given(
      aSchool().students(1).set('组织', 'L1', { 所辖班级: 'C1、C9' }).parameter('branchSizeMax', 4),
    ).finds({
      at: '组织!A3',
      subject: ['L1'],
      message: '电信2201团支部（L1）有团员 5 人；一般应当不多于 4 人。',
    }),
    'a 团支部 that covers nothing': given(aSchool().org('团支部', 'L2')).finds({
      at: '组织!A5',
      subject: ['L2'],
      message: 'L2团支部（L2）有团员 0 人；一般应当不少于 3 人。',
    }),
    'too few 正式党员 and too many members: one finding': given(
      aSchool()
        .set('花名册', '王五', { 政治面貌: '预备党员' })
        .parameter('branchSizeMax', 2)
        .parameter('branchSizeMin', 3)
        .set('花名册', '周八', { 政治面貌: '群众' })
        .set('花名册', '孙七', { 政治面貌: '群众' }),
    ).finds(
      { at: '组织!A2', subject: ['P1'], message: '电信2201党支部（P1）有正式党员 2 人；一般应当不少于 3 人。' },
      { at: '组织!A3', subject: ['L1'], message: '电信2201团支部（L1）有团员 2 人；一般应当不少于 3 人。' },
    ),
    'a member of another college counts': given(aSchool().college('JX').set('花名册', '王五', { 党支部: 'P1' })).finds({
      at: '组织!A2',
      college: 'JX',
      subject: ['JX-P1'],
      message: '电信2201党支部（JX-P1）有正式党员 2 人；一般应当不少于 3 人。',
    }),
  },
  notChecked: { 'without 花名册': aSchool().withoutTab('花名册') },
});
