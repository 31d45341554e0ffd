import rule from '../../shared/rules/data/DAT-03-blank-required-cell.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'optional cells are blank': aSchool().set('花名册', '张三', { 出生日期: null }),
    'a 党支部 without 培养层次 and 年级': aSchool().set('组织', 'P1', { 培养层次: null, 年级: null }),
    '班团事务 without 涉及学号': aSchool().decision('班团事务', [], { 涉及学号: null }),
    'a dash in a required cell is text': aSchool().set('花名册', '张三', { 姓名: '-' }),
    'an error cell': aSchool().set('花名册', '张三', { 姓名: { error: '#REF!' } }),
    'a cell that a merge covers': aSchool().set('花名册', '李四', { 姓名: null }).merge('花名册', 'B2:B3'),
    'a row whose only content is an error cell': aSchool().add('荣誉', {
      组织编号: null,
      荣誉名称: { error: '#N/A' },
      级别: null,
      获得日期: null,
      佐证材料: null,
    }),
    'the whole column is missing': aSchool().withoutHeading('花名册', '姓名'),
    'a row of blank cells': aSchool().add('荣誉', {
      组织编号: null,
      荣誉名称: ' ',
      级别: null,
      获得日期: null,
      佐证材料: null,
    }),
  },
  fails: {
    'a blank required cell': given(aSchool().set('花名册', '张三', { 政治面貌: null })).finds({
      at: '花名册!G2',
      subject: ['花名册', '41922001', '政治面貌'],
      message: '“花名册”第 2 行张三（41922001）的政治面貌没有填；这一项是必填的。',
      advice: '请填写政治面貌。',
    }),
    'white space is blank': given(aSchool().set('花名册', '张三', { 姓名: ' 　' })).finds({
      at: '花名册!B2',
      subject: ['花名册', '41922001', '姓名'],
      message: '“花名册”第 2 行 41922001 的姓名没有填；这一项是必填的。',
    }),
    'a blank key: the row is called by a hash of its content': given(
      aSchool().add('花名册', { 学号: null, 姓名: '郑十', 出生日期: null }),
    ).finds({
      at: '花名册!A9',
      subject: ['花名册', '51496c271a33', '学号'],
      message: '“花名册”第 9 行的学号没有填；这一项是必填的。',
    }),
    'a 班级 needs 培养层次 and 年级': given(aSchool().set('组织', 'C1', { 培养层次: null, 年级: '/' })).finds(
      {
        at: '组织!E4',
        subject: ['组织', 'C1', '培养层次'],
        message: '“组织”第 4 行电信2201班（C1）的培养层次没有填；这一项是必填的。',
      },
      {
        at: '组织!F4',
        subject: ['组织', 'C1', '年级'],
        message: '“组织”第 4 行电信2201班（C1）的年级没有填；这一项是必填的。',
      },
    ),
    '评奖评优 needs 涉及学号': given(aSchool().decision('评奖评优', [], { 涉及学号: '、' })).finds({
      at: '议事决策!E2',
      subject: ['议事决策', 'SX-01', '涉及学号'],
      message: '“议事决策”第 2 行的涉及学号没有填；这一项是必填的。',
    }),
    'rows of dissolved organizations and of students who have left': given(
      aSchool()
        .add('组织', { 组织编号: 'P9', 组织类型: '党支部', 组织名称: null, 状态: '撤销' })
        .set('花名册', '周八', { 年级: null, 状态: '毕业' }),
    ).finds(
      {
        at: '组织!B5',
        subject: ['组织', 'P9', '组织名称'],
        message: '“组织”第 5 行 P9 的组织名称没有填；这一项是必填的。',
      },
      {
        at: '花名册!E7',
        subject: ['花名册', '41922006', '年级'],
        message: '“花名册”第 7 行周八（41922006）的年级没有填；这一项是必填的。',
      },
    ),
  },
});
