import rule from '../../shared/rules/data/DAT-11-error-cell.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const REF = { error: '#REF!' };
const FORMULA = { error: '#CALC!', uncalculated: true } as const;

ruleTest(rule, {
  passes: { 'an error cell in a column that nobody knows': aSchool().withHeading('花名册', '宿舍') },
  fails: {
    'in a required cell: no DAT-03 besides': given(aSchool().set('花名册', '张三', { 姓名: REF })).finds({
      at: '花名册!B2',
      subject: ['花名册', '41922001', '姓名'],
      message: '“花名册”第 2 行 41922001 的姓名显示“#REF!”，是公式出错；应当是姓名的内容。',
      advice: '请改正公式，或直接填写姓名。',
    }),
    'in an optional cell and in a list': given(
      aSchool()
        .set('花名册', '张三', { 出生日期: { error: '#N/A' } })
        .set('组织', 'L1', { 所辖班级: REF }),
    ).finds(
      {
        at: '组织!G3',
        subject: ['组织', 'L1', '所辖班级'],
        message: '“组织”第 3 行电信2201团支部（L1）的所辖班级显示“#REF!”，是公式出错；应当是所辖班级的内容。',
      },
      {
        at: '花名册!I2',
        subject: ['花名册', '41922001', '出生日期'],
        message: '“花名册”第 2 行张三（41922001）的出生日期显示“#N/A”，是公式出错；应当是出生日期的内容。',
      },
    ),
    'a row with nothing but an error': given(
      aSchool().add('荣誉', { 组织编号: null, 荣誉名称: REF, 级别: null, 获得日期: null, 佐证材料: null }),
    ).finds({
      at: '荣誉!B2',
      subject: ['荣誉', '44136fa355b3', '荣誉名称'],
      message: '“荣誉”第 2 行的荣誉名称显示“#REF!”，是公式出错；应当是荣誉名称的内容。',
    }),
    'formulas that no program has computed: one hint for a tab, whoever wrote them': given(
      aSchool()
        .set('花名册', '张三', { 姓名: FORMULA })
        .set('花名册', '李四', { 姓名: FORMULA, 出生日期: FORMULA })
        .set('组织', 'C1', { 成立日期: FORMULA }),
    ).finds(
      {
        at: '组织!J4',
        subject: ['组织'],
        severity: '提示',
        message: '“组织”里有 1 个单元格的公式尚未计算（第一个在 组织!J4）；用到它们的内容没有检查。',
        advice: '公式尚未计算，请用 Excel 或 WPS 打开并保存；这不是填错了。',
      },
      {
        at: '花名册!B2',
        subject: ['花名册'],
        severity: '提示',
        message: '“花名册”里有 3 个单元格的公式尚未计算（第一个在 花名册!B2）；用到它们的内容没有检查。',
      },
    ),
  },
});
