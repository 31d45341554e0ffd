import rule from '../../shared/rules/data/DAT-01-missing-or-repeated-heading.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const missing = (tab: string, heading: string) => ({
  at: tab,
  subject: [tab, heading],
  message: `“${tab}”没有表头“${heading}”；这一列是必填的，应当有。`,
});

ruleTest(rule, {
  passes: {
    'without an optional heading': aSchool().withoutHeading('花名册', '性别'),
    'with a heading of the college’s own': aSchool().withHeading('花名册', '宿舍'),
    'faults of cells': aSchool().set('花名册', '张三', { 姓名: null, 性别: 'M' }).merge('花名册', 'A3:B3'),
    'without a whole tab': aSchool().withoutTab('花名册'),
  },
  fails: {
    'without a required heading': given(aSchool().withoutHeading('花名册', '政治面貌')).finds({
      ...missing('花名册', '政治面貌'),
      advice: '请在表头行补上“政治面貌”一列；原来用别的名称的，请改成这个名称。',
      basis: '《台账填写说明》',
    }),
    'without several, in several tabs': given(
      aSchool().withoutHeading('花名册', '班级').withoutHeading('花名册', '年级').withoutHeading('荣誉', '级别'),
    ).finds(missing('花名册', '年级'), missing('花名册', '班级'), missing('荣誉', '级别')),
    'without a heading row: every required heading': given(
      ['组织编号', '荣誉名称', '级别', '获得日期', '佐证材料', '同一事项'].reduce(
        (school, heading) => school.withoutHeading('荣誉', heading),
        aSchool(),
      ),
    ).finds(
      missing('荣誉', '级别'),
      missing('荣誉', '组织编号'),
      missing('荣誉', '荣誉名称'),
      missing('荣誉', '获得日期'),
    ),
    'a heading twice': given(aSchool().withHeading('花名册', '姓名')).finds({
      at: '花名册',
      subject: ['花名册', '姓名'],
      message: '“花名册”的表头“姓名”在 M 列又出现了一次；应当只有一列，现在读的是前一列。',
      advice: '请把两列“姓名”的内容合成一列，删去多余的一列。',
    }),
    'an optional heading under two of its names': given(aSchool().withHeading('花名册', '毕业日期')).finds({
      at: '花名册',
      subject: ['花名册', '离校日期'],
      message: '“花名册”的表头“离校日期”在 M 列又出现了一次；应当只有一列，现在读的是前一列。',
    }),
    'a heading three times is one finding': given(
      aSchool().withHeading('花名册', '姓名').withHeading('花名册', '姓名（必填）'),
    ).finds({
      at: '花名册',
      subject: ['花名册', '姓名'],
      message: '“花名册”的表头“姓名”在 M 列又出现了一次；应当只有一列，现在读的是前一列。',
    }),
  },
});
