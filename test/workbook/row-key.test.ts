import { describe, expect, it } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { canonicalJson, sha256 } from '../../shared/domain/identity.ts';
import type { RowIn, TabKey } from '../../shared/domain/school.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { keyOf } from '../../shared/workbook/row-key.ts';
import { parseRows } from './grids.ts';

const ERROR = { error: '#REF!' };
const hashOf = (cells: Readonly<Record<string, string>>): string[] => [sha256(canonicalJson(cells)).slice(0, 12)];

/** Keys of the rows as the rules take them, and those that the issues of the rows carry. */
function keys<Tab extends TabKey>(tab: Tab, fields: readonly string[], ...rows: readonly (readonly RawCell[])[]) {
  const { tab: parsed, parsed: workbook } = parseRows(tab, fields, rows);
  const ofRows = parsed.rows.map((row) => keyOf(tab, row as RowIn<Tab>, parsed.oddKeys));
  for (const issue of workbook.issues.filter(({ row }) => row !== null)) {
    const index = parsed.rows.findIndex(({ row }) => row === issue.row);
    if (index >= 0) expect(issue.key).toEqual(ofRows[index]);
  }
  return { ofRows, odd: [...parsed.oddKeys.keys()], issues: workbook.issues };
}

describe('the key of a row', () => {
  it('is its id', () => {
    const { ofRows, odd } = keys(
      'students',
      ['id', 'name', 'studyLevel', 'entryYear', 'classId', 'politicalStatus'],
      [41924001, '张三', '本科生', 2023, 'C1', '党员'],
    );
    expect(ofRows).toEqual([['41924001']]);
    expect(odd).toEqual([]);
  });

  const TENURE = ['orgId', 'posts', 'holderId', 'name', 'from'];

  it('of a tenure has the canonical posts and the day', () => {
    const { ofRows, odd } = keys(
      'tenures',
      TENURE,
      ['C1', '班长（兼团支部副书记）', 'S1', '张三', '2025/9/1'],
      ['C1', '团支书', 'S2', '李四', 45_901],
      ['C1', '安全委员', 'S3', '王五', '2025.9'],
    );
    expect(ofRows).toEqual([
      ['C1', '班长(兼团支部副书记)', 'S1', '2025-09-01'],
      ['C1', '团支部书记', 'S2', '2025-09-01'],
      ['C1', '安全(心理)委员', 'S3', '2025-09-01'],
    ]);
    expect(odd).toEqual([]);
  });

  it('keeps the text of an unreadable part', () => {
    const { ofRows, odd } = keys(
      'tenures',
      TENURE,
      ['C1', '班掌', 'S1', '张三', '２０２５年13月'],
      ['C1', '班长', 'S1', '张三', 202_509],
    );
    expect(ofRows).toEqual([
      ['C1', '班掌', 'S1', '2025年13月'],
      ['C1', '班长', 'S1', '202509'],
    ]);
    expect(odd).toEqual([2, 3]);
  });

  it('is a hash over the known cells where a part is blank or an error', () => {
    const { ofRows } = keys(
      'tenures',
      TENURE,
      ['C1', '班长', null, '张三', '2025-9-1'],
      ['C1', '班长', ERROR, '张三', 45_901],
      ['C1', '班长', 'S1', '张三', null],
    );
    const hash = hashOf({ 组织编号: 'C1', 职务: '班长', 姓名: '张三', 任职日期: '2025-09-01' });
    expect(ofRows).toEqual([hash, hash, hashOf({ 组织编号: 'C1', 职务: '班长', 学号: 'S1', 姓名: '张三' })]);
  });

  it('does not change with the place of the row, nor with how a date is written', () => {
    const [first] = keys('tenures', TENURE, ['C1', '班长', null, '张三', '2025-9-1']).ofRows;
    const moved = keys(
      'tenures',
      ['from', '备注', ...TENURE.slice(0, 4)],
      [],
      [45_901, 'x', 'C1', ' 班长', null, '张三'],
    ).ofRows;
    expect(moved).toEqual([first]);
  });

  it('is a hash for every row where the heading of the key is missing', () => {
    const { ofRows, odd } = keys('organizations', ['name', 'kind'], ['甲', '党支部'], ['乙', '党支部']);
    expect(ofRows).toEqual([
      hashOf({ 组织名称: '甲', 组织类型: '党支部' }),
      hashOf({ 组织名称: '乙', 组织类型: '党支部' }),
    ]);
    expect(odd).toEqual([2, 3]);
  });

  const ACTIVITY = ['id', 'heldOn', 'hostId', 'type', 'topic'];
  const day = dayOf(2026, 3, 5);

  it('of an activity is 活动编号, else date, host, type and topic', () => {
    const { ofRows, odd } = keys(
      'activities',
      ACTIVITY,
      ['A1', day, 'P1', '党课', '学习'],
      [null, day, 'P1', '红色“1+1”', '学习'],
      ['-', '2026.3', 'P1', '党课', '学习'],
      ['A2', null, 'P1', '党课', null],
      [ERROR, day, 'P1', '党课', '学习'],
      [null, day, 'P1', '党刻', '学习'],
      [null, day, 'P1', '党课', null],
    );
    expect(ofRows).toEqual([
      ['A1'],
      ['2026-03-05', 'P1', '红色1+1', '学习'],
      ['2026-03-01', 'P1', '党课', '学习'],
      ['A2'],
      ['2026-03-05', 'P1', '党课', '学习'],
      ['2026-03-05', 'P1', '党刻', '学习'],
      hashOf({ 活动日期: '2026-03-05', 主办组织: 'P1', 活动类型: '党课' }),
    ]);
    expect(odd).toEqual([6, 7, 8]);
  });

  it('of a plan, a pledge and an honor has the parts that the specification names', () => {
    expect(
      keys(
        'plans',
        ['orgId', 'academicYear', 'authorId', 'submittedOn', 'evidence'],
        ['P1', '2025-2026', 'S1', day, 'x'],
      ).ofRows,
    ).toEqual([['P1', '2025-2026']]);
    expect(keys('honors', ['orgId', 'name', 'level', 'awardedOn'], ['P1', '先进', '校级', day]).ofRows).toEqual([
      ['P1', '先进', '校级', '2026-03-05'],
    ]);
    const pledge = ['academicYear', 'studentId', 'name', 'role', 'appraisalKind'];
    expect(keys('pledges', pledge, ['2025-2026', 'S1', '张三', '学生', '学生评测']).ofRows).toEqual([
      ['2025-2026', 'S1', '学生', '学生评测'],
    ]);
  });

  it('of a pledge without 评议类型 is a hash, although the column is optional', () => {
    const { ofRows, issues } = keys(
      'pledges',
      ['academicYear', 'studentId', 'name', 'role', 'appraisalKind'],
      ['2025-2026', 'S1', '张三', '学生', null],
    );
    expect(ofRows).toEqual([hashOf({ 学年: '2025-2026', 学号: 'S1', 姓名: '张三', 身份: '学生' })]);
    expect(issues.filter(({ tab }) => tab === 'pledges')).toEqual([]);
  });

  it('does not hash what a blank cell stands for', () => {
    const fields = ['id', 'name', 'kind', 'status', 'setup'];
    expect(keys('organizations', fields, [null, '甲', '党支部', null, null]).ofRows).toEqual([
      hashOf({ 组织名称: '甲', 组织类型: '党支部' }),
    ]);
  });
});
