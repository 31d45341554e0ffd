import rule from '../../shared/rules/data/DAT-15-id-in-two-colleges.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const two = aSchool().college('JX');
const words = (heading: string, id: string, row: number) =>
  `${heading}“${id}”已在计算机学院的台账第 ${row} 行用过；应当全校唯一。`;

ruleTest(rule, {
  passes: {
    'two colleges without a common id': two,
    'twice in one college is a repeated key': aSchool().add('花名册', { 学号: '41922001' }).org('班级', 'C1'),
    'blank ids': two.add('花名册', { 学号: null }).college('JSJ').add('花名册', { 学号: null }),
  },
  fails: {
    'a 学号 in two: the later college is asked': given(two.add('花名册', { 学号: '41922001' })).finds({
      at: '花名册!A9',
      college: 'JX',
      subject: ['41922001'],
      message: words('学号', '41922001', 2),
      advice: '请与计算机学院核对，填错的改正学号，重复登记的删去一行。',
    }),
    'a 组织编号 in two, of different kinds': given(two.org('党支部', 'C1')).finds({
      at: '组织!A5',
      college: 'JX',
      subject: ['C1'],
      message: words('组织编号', 'C1', 4),
      advice: '请与计算机学院核对，填错的改正组织编号，重复登记的删去一行。',
    }),
    'in three colleges: both later ones': given(
      two.add('花名册', { 学号: '41922001' }).college('WL').add('花名册', { 学号: '41922001' }),
    ).finds(
      { at: '花名册!A9', college: 'JX', subject: ['41922001'], message: words('学号', '41922001', 2) },
      { at: '花名册!A9', college: 'WL', subject: ['41922001'], message: words('学号', '41922001', 2) },
    ),
    'a student who has left, a dissolved organization': given(
      two.add('花名册', { 学号: '41922001', 状态: '毕业' }).org('班级', 'C1', { 状态: '撤销' }),
    ).finds(
      { at: '组织!A5', college: 'JX', subject: ['C1'], message: words('组织编号', 'C1', 4) },
      { at: '花名册!A9', college: 'JX', subject: ['41922001'], message: words('学号', '41922001', 2) },
    ),
    'twice in the later college: the first row': given(
      two.add('花名册', { 学号: '41922001' }).add('花名册', { 学号: '41922001' }),
    ).finds({ at: '花名册!A9', college: 'JX', subject: ['41922001'], message: words('学号', '41922001', 2) }),
  },
});
