import { describe, expect, it } from 'vitest';
import { RULES } from '../../shared/rules/index.ts';
import { notCheckedLines } from '../../shared/run/not-checked.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

const FORMULA = { error: '#CALC!', uncalculated: true } as const;

const checked = (school: TestSchool) => {
  const { findings, notChecked, defects } = school.check(RULES);
  expect(defects).toEqual([]);
  return {
    findings: findings.map(({ rule, severity }) => `${rule} ${severity}`),
    lines: notCheckedLines(school.assemble(), notChecked, 'JSJ').map(({ reason }) => reason),
  };
};

describe('a formula that no program has computed', () => {
  it('leaves a rule that asks for its optional column unjudged', () => {
    const school = aSchool('2026-03-15')
      .set('组织', 'L1', { 共同议事规则: FORMULA })
      .check(RULES.filter(({ id }) => id === 'MEC-08'));
    expect(school.findings).toEqual([]);
    expect(school.notChecked).toEqual([
      { college: 'JSJ', tab: 'organizations', field: 'rulesOfProcedure', uncalculated: true, rule: 'MEC-08' },
    ]);
  });

  it('accuses nobody of a blank cell, of an unknown id or of a missing act', () => {
    const school = aSchool('2026-07-10');
    const days = [...(school.raw()[0]?.tabs ?? [])].find(({ title }) => title === '活动台账')?.rows.length ?? 0;
    let formulas = school.set('花名册', '张三', { 学号: FORMULA });
    for (let row = 2; row <= days; row++) formulas = formulas.set('活动台账', row, { 活动日期: FORMULA });
    const { findings, lines } = checked(formulas);
    expect(findings).toEqual(['DAT-11 提示', 'DAT-11 提示']);
    expect(lines.find((line) => line.includes('活动日期'))).toMatch(
      /^“活动台账”的“活动日期”里有公式尚未计算，未检查 .*EDU-06/,
    );
    expect(lines.find((line) => line.includes('学号'))).toMatch(/^“花名册”的“学号”里有公式尚未计算，未检查 /);
  });

  it('in an optional column leaves the rest of its row to be judged', () => {
    const { findings } = checked(
      aSchool().set('花名册', '张三', { 出生日期: FORMULA }).set('花名册', '李四', { 性别: 'M' }),
    );
    expect(findings).toEqual(['DAT-05 错误', 'DAT-11 提示']);
  });

  it('in 学院登记 is said to be what it is', () => {
    const rows = [
      ['学院编号', '学院名称', '表格', '启用'],
      ['D01', FORMULA, 'D01.xlsx', '是'],
    ];
    const { issues } = parseSettings({ version: '', tabs: [{ title: '学院登记', rows, merges: [] }] }, []);
    expect(issues).toMatchObject([
      {
        message: '学院“D01”的学院名称是公式，公式尚未计算。',
        advice: '请用 Excel 或 WPS 打开并保存，或直接填写内容。',
      },
    ]);
  });
});
