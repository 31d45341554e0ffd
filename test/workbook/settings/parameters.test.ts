import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/domain/calendar.ts';
import { DEFAULT_PARAMETERS, PARAMETERS } from '../../../shared/domain/parameters.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { book, sheet } from '../grids.ts';
import { issuesOf, RULE_IDS, settingsOf } from './school-books.ts';

/** The parameter as read from one cell, or `undefined` where the cell is refused and the default stands. */
function value(heading: string, cell: RawCell): unknown {
  const { parameters, issues } = settingsOf('parameters', [heading, cell]);
  const info = PARAMETERS.find((parameter) => parameter.heading === heading);
  if (!info) throw new Error(heading);
  if (issues.length === 0) return parameters[info.key];
  expect(parameters).toEqual(DEFAULT_PARAMETERS);
  expect(issues.map(({ row, column }) => [row, column])).toEqual([[2, 'B']]);
  return undefined;
}

describe('考核参数', () => {
  it('as the template shows them are the defaults', () => {
    const { parameters, issues } = parseSettings(
      book(
        sheet('学院登记', [['学院编号', '学院名称', '表格']]),
        sheet('考核参数', [
          ['参数', '值', '说明'],
          ...PARAMETERS.map(({ heading, defaultText, note }) => [heading, defaultText, note]),
        ]),
      ),
      RULE_IDS,
    );
    expect(issues).toEqual([]);
    expect(parameters).toEqual(DEFAULT_PARAMETERS);
  });

  it('are the defaults where they are blank or not there', () => {
    expect(settingsOf('parameters', ['优秀线', null], ['合格线', '-'], ['优秀比例', ' '])).toMatchObject({
      parameters: DEFAULT_PARAMETERS,
      issues: [],
    });
    expect(settingsOf('parameters').parameters).toEqual(DEFAULT_PARAMETERS);
  });

  it('have names that are compared without white space', () => {
    expect(settingsOf('parameters', [' 优 秀线', 95]).parameters.excellentLine).toBe(9500);
  });

  it.each<[string, RawCell, unknown]>([
    ['低年级年数', 0, 0],
    ['低年级年数', '3', 3],
    ['低年级年数', -1, undefined],
    ['低年级年数', 1.5, undefined],
    ['联合支部班级上限', 0, undefined],
    ['联合支部班级上限', 1, 1],
    ['推优年龄', 0, undefined],
    ['公示工作日', 0, undefined],
    ['快照保留天数', 0, undefined],
    ['快照保留天数', 1, 1],
    ['公示期', 0, 0],
    ['优秀线', 92.5, 9250],
    ['优秀线', '92.55', 9255],
    ['优秀线', 92.555, undefined],
    ['优秀线', -1, undefined],
    ['优秀线', true, undefined],
    ['优秀线', { error: '#REF!' }, undefined],
  ])('numbers: %s %j is %j', (heading, cell, expected) => expect(value(heading, cell)).toBe(expected));

  it.each<[RawCell, readonly [number, number] | undefined]>([
    ['10-31', [10, 31]],
    ['10/31', [10, 31]],
    ['10.31', [10, 31]],
    ['1-5', [1, 5]],
    ['10月31日', [10, 31]],
    [' 10 月 31 日 ', [10, 31]],
    [dayOf(2025, 10, 15), [10, 15]],
    ['2025-10-15', [10, 15]],
    ['02-29', [2, 29]],
    ['02-30', undefined],
    ['13-01', undefined],
    ['00-10', undefined],
    ['1031', undefined],
    [10.31, undefined],
    [1031, undefined],
    ['十月底', undefined],
    ['2025-10', undefined],
  ])('deadlines: %j is %j', (cell, expected) => {
    expect(value('工作计划截止', cell)).toEqual(expected && { month: expected[0], day: expected[1] });
  });

  it.each<[RawCell, readonly [number, number] | undefined]>([
    ['1/2', [1, 2]],
    ['２／３', [2, 3]],
    ['30%', [30, 100]],
    ['33.3%', [333, 1000]],
    ['0.3', [3, 10]],
    [0.3, [3, 10]],
    [0.1 + 0.2, [3, 10]],
    [1, [1, 1]],
    ['100%', [1, 1]],
    [0, undefined],
    ['0%', undefined],
    [1.0001, undefined],
    ['3/2', undefined],
    ['1/0', undefined],
    [dayOf(2026, 1, 2), undefined],
    [1 / 3, undefined],
    ['-1/2', undefined],
    ['一半', undefined],
  ])('shares: %j is %j', (cell, expected) => {
    const share = value('推优最低到会', cell) as { numerator: number; denominator: number } | undefined;
    if (expected === undefined) expect(share).toBeUndefined();
    else
      expect([(share?.numerator ?? 0) * expected[1], share?.denominator]).toEqual([
        expected[0] * (share?.denominator ?? 0),
        share?.denominator,
      ]);
  });

  it.each<[RawCell, readonly [number, number] | undefined]>([
    [0, [0, 1]],
    ['0%', [0, 1]],
    ['1/3', [1, 3]],
    [1, [1, 1]],
    [1.1, undefined],
    ['不用', undefined],
  ])('a share that may be none: %j is %j', (cell, expected) => {
    expect(value('大幅减少保护', cell)).toEqual(expected && { numerator: expected[0], denominator: expected[1] });
  });

  it.each<[string, RawCell, unknown]>([
    ['假期月份', '1、2,7；8', [1, 2, 7, 8]],
    ['假期月份', '2月、8月、2', [2, 8]],
    ['假期月份', 7, [7]],
    ['假期月份', '0', undefined],
    ['假期月份', '13', undefined],
    ['假期月份', '寒假', undefined],
    ['法定节假日', '2026-10-01、2026年10月2日', [dayOf(2026, 10, 1), dayOf(2026, 10, 2)]],
    ['法定节假日', dayOf(2026, 10, 1), [dayOf(2026, 10, 1)]],
    ['法定节假日', '2026-10', undefined],
    ['调休上班', '2026-02-30', undefined],
    ['停用规则', 'EDU-06、org-06', ['EDU-06', 'ORG-06']],
    ['停用规则', '无', []],
    ['不得评优规则', 'DEV、DEC-01', ['DEV', 'DEC-01']],
    ['不得评优规则', 'XYZ', undefined],
    ['规则级别', 'EDU-06=提示；ORG-06：警告', { 'EDU-06': '提示', 'ORG-06': '警告' }],
    ['公示检查', '是', true],
    ['公示检查', false, false],
    ['公示检查', '对', undefined],
    ['党支部成员口径', '全体党员', '全体党员'],
    ['党支部成员口径', '党员', undefined],
    ['排名发布', '仅学年末', '仅学年末'],
    ['排名发布', '每周', undefined],
  ])('words: %s %j is %j', (heading, cell, expected) => expect(value(heading, cell)).toEqual(expected));

  it.each<[heading: string, cell: string, parameter: 'disabledRules' | 'severityOverrides', unknown]>([
    ['停用规则', 'EDU', 'disabledRules', []],
    ['停用规则', 'EDU-06、XYZ-01', 'disabledRules', ['EDU-06']],
    ['规则级别', 'EDU-06=题示', 'severityOverrides', {}],
    ['规则级别', 'ORG-06=警告；EDU-06=题示', 'severityOverrides', { 'ORG-06': '警告' }],
    ['规则级别', 'EDU-06', 'severityOverrides', {}],
    ['规则级别', 'XYZ-01=提示', 'severityOverrides', {}],
    ['规则级别', 'EDU-06=提示=警告', 'severityOverrides', {}],
  ])('items: of %s “%s” the good ones act, the other is reported', (heading, cell, parameter, expected) => {
    const { parameters, issues } = settingsOf('parameters', [heading, cell]);
    expect(parameters[parameter]).toEqual(expected);
    expect(issues).toHaveLength(1);
  });

  it('say what stands, what should, and which value holds', () => {
    const settings = settingsOf(
      'parameters',
      ['优秀线', '九十'],
      ['停用规则', 'EDU-06、XYZ-01、XYZ-02、XYZ-01'],
      ['推优年龄', 0],
      ['规则级别', 'EDU-06'],
    );
    expect(issuesOf(settings)).toEqual([
      'B2 参数“优秀线”的值“九十”读不出来：应当是不小于 0、最多两位小数的数字；现按默认值 90 处理。请改成如 90 的写法，或清空这一格。',
      'B3 参数“停用规则”里的“XYZ-01”不是规则编号；这一项不起作用，其余各项照常起作用。请改成规则编号，例如 EDU-06。',
      'B3 参数“停用规则”里的“XYZ-02”不是规则编号；这一项不起作用，其余各项照常起作用。请改成规则编号，例如 EDU-06。',
      'B4 参数“推优年龄”的值“0”读不出来：应当是不小于 1 的整数；现按默认值 28 处理。请改成如 28 的写法，或清空这一格。',
      'B5 参数“规则级别”里的“EDU-06”读不出来：应当是规则编号和级别，例如 EDU-06=提示；这一项不起作用。请改正这一项，例如 EDU-06=提示。',
    ]);
    expect(settings.issues[0]).toMatchObject({ tab: '考核参数', key: ['优秀线'], text: '九十' });
    expect(settings.issues.slice(1, 3).map(({ key, text }) => [...key, text])).toEqual([
      ['停用规则', 'XYZ-01', 'XYZ-01'],
      ['停用规则', 'XYZ-02', 'XYZ-02'],
    ]);
  });

  it('that are unknown or repeated are reported at their names; the first row holds', () => {
    const settings = settingsOf(
      'parameters',
      ['优秀先', 1],
      ['优秀线', 91],
      ['优秀线', 92],
      ['甲乙丙丁戊', 1],
      [null, 5],
      [null, null, '只是说明'],
    );
    expect(settings.parameters.excellentLine).toBe(9100);
    expect(issuesOf(settings)).toEqual([
      'A2 没有名为“优秀先”的参数，这一行不起作用。请改成“优秀线”，或删去这一行。',
      'A4 参数“优秀线”已在第 3 行填过，本行不起作用。请删去本行，只留第 3 行。',
      'A5 没有名为“甲乙丙丁戊”的参数，这一行不起作用。请删去这一行，或照模板改正参数名称。',
      'A6 第 6 行没有填参数；这一栏必须填写。请填写参数。',
    ]);
  });

  it('without the heading 值 are reported once', () => {
    const settings = parseSettings(
      book(
        sheet('学院登记', [['学院编号', '学院名称', '表格']]),
        sheet('考核参数', [
          ['参数', '说明'],
          ['优秀线', 'x'],
          ['良好线', 'y'],
        ]),
      ),
      [],
    );
    expect(issuesOf(settings)).toEqual([' “考核参数”表缺少“值”这一栏。请在标题行补上“值”。']);
  });
});
