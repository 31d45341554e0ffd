import rule from '../../shared/rules/data/DAT-10-merged-cells.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const merged = (at: string, range: string) => ({
  at,
  subject: ['花名册', range],
  message: `“花名册”的 ${range} 是合并单元格；应当每格单独填写，现在只读得到左上角一格的内容。`,
});

ruleTest(rule, {
  passes: {
    'other faults': aSchool().withoutTab('荣誉').set('花名册', '张三', { 姓名: null }),
    'merged headings': aSchool().merge('花名册', 'A1:B1'),
    'merged cells beside the table': aSchool().merge('花名册', 'N3:O4'),
    'a merge of one cell is none': aSchool().merge('花名册', 'B3:B3'),
  },
  fails: {
    'down a column': given(aSchool().merge('花名册', 'F2:F4')).finds({
      ...merged('花名册!F2', 'F2:F4'),
      advice: '请取消 F2:F4 的合并，并在每一格里填写内容。',
    }),
    'along a row, and a block': given(aSchool().merge('花名册', 'A3:C3').merge('花名册', 'B5:C6')).finds(
      merged('花名册!A3', 'A3:C3'),
      merged('花名册!B5', 'B5:C6'),
    ),
    'partly beside the table': given(aSchool().merge('花名册', 'L3:N3')).finds(merged('花名册!L3', 'L3:N3')),
  },
});
