import rule from '../../shared/rules/mechanism/MEC-08-league-branch-without-procedure.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'the document is named': aSchool(),
    'a tab without the column': aSchool().withoutHeading('组织', '共同议事规则'),
    'an error cell is not blank': aSchool().set('组织', 'L1', { 共同议事规则: { error: '#REF!' } }),
    'a 党支部 and a 班级 are not asked': aSchool().set('组织', 'P1', { 共同议事规则: null }),
    'a 撤销 one is not asked': aSchool().set('组织', 'L1', { 共同议事规则: null, 状态: '撤销' }),
  },
  fails: {
    'blank, in a tab that has the column': given(aSchool().set('组织', 'L1', { 共同议事规则: null })).finds({
      at: ['组织', 'L1', '共同议事规则'],
      subject: ['L1'],
      message: '电信2201团支部（L1）没有填共同议事规则；班、团事务应当有共同议事规则。',
      advice: '请在“共同议事规则”填写文件的链接或文号；还没有的，请团支部委员会和班委会一起制定。',
    }),
  },
  notChecked: { 'without 组织类型': aSchool().withoutHeading('组织', '组织类型') },
});
