import rule from '../../shared/rules/data/DAT-06-repeated-key.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const assembly = { 活动日期: '2025-09-05', 活动主题: '选举' };

ruleTest(rule, {
  passes: {
    'one post, one honor typed twice: those tabs have no key': aSchool()
      .holds('周八', 'C1', '体育委员')
      .add('荣誉', { 荣誉名称: '先进' })
      .add('荣誉', { 荣誉名称: '先进' }),
    'blank keys': aSchool().add('花名册', { 学号: null }).add('花名册', { 学号: null }),
    'two pledges without 评议类型': aSchool().add('承诺考评', { 姓名: '周八' }).add('承诺考评', { 姓名: '周八' }),
    'two 评议类型 of one student': aSchool()
      .add('承诺考评', { 姓名: '周八', 评议类型: '学生评测' })
      .add('承诺考评', { 姓名: '周八', 评议类型: '团员教育评议' }),
    'plans of two years': aSchool().add('工作计划', { 组织编号: 'P1', 学年: '2024-2025' }),
    'activities without 活动编号 that differ in 活动主题': aSchool().activity('班会', 'C1').activity('班会', 'C1'),
    'an unreadable part of the key': aSchool().activity('班会', 'C9', assembly).activity('班会', 'C9', assembly),
    'two activities alike, one of them with 活动编号': aSchool()
      .activity('班会', 'C1', assembly)
      .activity('班会', 'C1', { ...assembly, 活动编号: 'A1' }),
    'the same 学号 in two colleges': aSchool().college('JX').add('花名册', { 学号: '41922001' }),
  },
  fails: {
    'a 学号 twice': given(aSchool().add('花名册', { 学号: '41922001', 姓名: '张三' })).finds({
      at: '花名册!A9',
      subject: ['花名册', '41922001', '2'],
      message: '“花名册”的学号“41922001”已在第 2 行用过；应当只出现一次。',
      advice: '请与第 2 行核对：重复登记的删去一行，填错的改正学号。',
    }),
    'a number cell and its digits as text are the same': given(aSchool().add('花名册', { 学号: 41922001 })).finds({
      at: '花名册!A9',
      subject: ['花名册', '41922001', '2'],
      message: '“花名册”的学号“41922001”已在第 2 行用过；应当只出现一次。',
    }),
    'a 组织编号 three times': given(aSchool().org('班级', 'C1', { 状态: '撤销' }).org('团支部', 'C1')).finds(
      {
        at: '组织!A5',
        subject: ['组织', 'C1', '2'],
        message: '“组织”的组织编号“C1”已在第 4 行用过；应当只出现一次。',
      },
      {
        at: '组织!A6',
        subject: ['组织', 'C1', '3'],
        message: '“组织”的组织编号“C1”已在第 4 行用过；应当只出现一次。',
      },
    ),
    'a record, a plan and a decision twice': given(
      aSchool()
        .add('发展台账', { 姓名: '吴九' })
        .add('工作计划', { 组织编号: 'P1' })
        .decision('班团事务', ['周八'], { 事项编号: 'SX-01' })
        .decision('班团事务', ['周八'], { 事项编号: 'ＳＸ-01' }),
    ).finds(
      {
        at: '发展台账!A3',
        subject: ['发展台账', '41922007', '2'],
        message: '“发展台账”的学号“41922007”已在第 2 行用过；应当只出现一次。',
      },
      {
        at: '工作计划!A4',
        subject: ['工作计划', 'P1', '2025-2026', '2'],
        message: '“工作计划”的组织编号、学年“P1，2025-2026”已在第 2 行用过；应当只出现一次。',
      },
      {
        at: '议事决策!A3',
        subject: ['议事决策', 'SX-01', '2'],
        message: '“议事决策”的事项编号“SX-01”已在第 2 行用过；应当只出现一次。',
      },
    ),
    'an appraisal twice': given(
      aSchool()
        .add('承诺考评', { 姓名: '周八', 评议类型: '学生评测' })
        .add('承诺考评', { 姓名: '周八', 评议类型: '学生评测' }),
    ).finds({
      at: '承诺考评!A3',
      subject: ['承诺考评', '2025-2026', '41922006', '学生', '学生评测', '2'],
      message:
        '“承诺考评”的学年、学号、身份、评议类型“2025-2026，41922006，学生，学生评测”已在第 2 行用过；应当只出现一次。',
    }),
    'a 活动编号 twice': given(aSchool().activity('班会', 'C1', { 活动编号: '主题党日2025-09' })).finds({
      at: '活动台账!A12',
      subject: ['活动台账', '主题党日2025-09', '2'],
      message: '“活动台账”的活动编号“主题党日2025-09”已在第 2 行用过；应当只出现一次。',
    }),
    'two activities alike without 活动编号: the place is 活动日期': given(
      aSchool().activity('班会', 'C1', assembly).activity('班会', 'C1', assembly),
    ).finds({
      at: '活动台账!B13',
      subject: ['活动台账', '2025-09-05', 'C1', '班会', '选举', '2'],
      message:
        '“活动台账”的活动日期、主办组织、活动类型、活动主题“2025-09-05，C1，班会，选举”已在第 12 行用过；应当只出现一次。',
      advice: '请与第 12 行核对：重复登记的删去一行，填错的改正活动日期、主办组织、活动类型、活动主题。',
    }),
  },
});
