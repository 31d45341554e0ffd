import rule from '../../shared/rules/organization/ORG-11-no-shared-officers.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 赵六 is no longer 学习委员 besides 团支部书记. */
const nobody = aSchool().set('任职', ['C1', '学习委员'], { 学号: '41922006', 姓名: '周八' });
const found = {
  at: '组织!A4',
  subject: ['C1'],
  message: '电信2201班（C1）除班长外没有人既担任团支部职务又担任班委会职务；鼓励班委会和团支委骨干交叉任职。',
};

ruleTest(rule, {
  passes: {
    '团支部书记 with 学习委员': aSchool(),
    '团支部副书记 with 体育委员': nobody.holds('周八', 'L1', '团支部副书记'),
    '组织委员 with 文艺委员': nobody.holds('李四', 'C1', '文艺委员'),
    '宣传委员 with 生活委员, both under the class': nobody.holds('周八', 'C1', '宣传委员'),
    'a dissolved class': nobody.set('组织', 'C1', { 状态: '撤销' }),
  },
  fails: {
    'only the 班长 holds both': given(nobody).finds({
      ...found,
      severity: '提示',
      advice: '请在换届时考虑交叉任职；已经交叉任职的，请在“任职”中把两个职务都登记上。',
    }),
    'the 班长 holds a third post': given(nobody.holds('孙七', 'C1', '体育委员')).finds(found),
    'two posts of the 团支部': given(nobody.holds('赵六', 'L1', '组织委员')).finds(found),
    'two posts of the 班委会': given(nobody.holds('吴九', 'C1', '体育委员')).finds(found),
    'the second post has ended': given(nobody.holds('李四', 'C1', '文艺委员', { 离任日期: '2025-10-15' })).finds(found),
    'a class without any post': given(aSchool().org('班级', 'C2')).finds({
      at: '组织!A5',
      subject: ['C2'],
      message: 'C2班级（C2）除班长外没有人既担任团支部职务又担任班委会职务；鼓励班委会和团支委骨干交叉任职。',
    }),
  },
  notChecked: { 'without 任职': aSchool().withoutTab('任职') },
});
